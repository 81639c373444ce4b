import { IconCalendarOff, IconOctagonMinus, IconPhone } from '@tabler/icons-react';
import type { BarLine } from '../../contract/bars.ts';
import { pathTo } from '../paths.ts';
import { useHasRoom } from '../shell/has-room.ts';
import { useFormats } from '../texts/formats.ts';
import { useLanguage } from '../texts/language.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Door } from '../ui/door.tsx';
import classes from './lists.module.css';

/** Lines of the Client Bar List. Outside the issuer a plain line in ink, like any other reason. */
export const BarLines = ({ bars, clientId }: { bars: BarLine[]; clientId: number }) => {
  const { texts } = useLanguage();
  const { bars: words } = texts.clients;
  const hasRoom = useHasRoom();
  return (
    <DataTable
      name={words.title}
      headless
      rows={bars.map((bar, i) => ({
        bar,
        key: bar.own ? `own-${bar.own.id}` : `${bar.organizationName}-${i}`,
      }))}
      rowKey={(row) => row.key}
      columns={[
        {
          head: words.shelter,
          width: '27%',
          cell: ({ bar }) => (
            <span className={classes.strong}>{bar.facilityName ?? bar.organizationName}</span>
          ),
        },
        { head: words.line, bare: true, cell: ({ bar }) => <BarWords bar={bar} /> },
        {
          head: words.act,
          width: '1%',
          oneLine: true,
          bare: true,
          cell: () =>
            hasRoom('housingFacilities') && (
              <Door to={pathTo('housingFacilities', { clientId })}>{words.sheltersThatCan}</Door>
            ),
        },
      ]}
    />
  );
};

/** What a bar says to this reader. */
export const BarWords = ({ bar }: { bar: BarLine }) => {
  const { language, texts } = useLanguage();
  const { bars: words } = texts.clients;
  const formats = useFormats();
  const again = bar.mayStayAgainFrom && formats.nightFull(bar.mayStayAgainFrom);
  if (bar.own) {
    const stands = words.states[bar.own.state] ?? '';
    const isOver = bar.own.state === 'ended' || bar.own.state === 'lifted';
    return (
      <span className={isOver ? classes.line : classes.issuer}>
        <IconOctagonMinus size={16} aria-hidden />
        {again && !isOver ? `${stands}. ${words.ownAgain(again)}` : stands}
      </span>
    );
  }
  const sentence =
    language === 'en'
      ? bar.message
      : again
        ? words.again(again)
        : bar.phone
          ? words.call(bar.phone)
          : words.callPlain;
  return (
    <span className={classes.line}>
      {bar.mayStayAgainFrom ? <IconCalendarOff size={16} aria-hidden /> : <IconPhone size={16} aria-hidden />}
      <WithPhone sentence={sentence} phone={bar.phone} />
    </span>
  );
};

// The number is a link in its place in the sentence, and never broken over two lines.
const WithPhone = ({ sentence, phone }: { sentence: string; phone: string | null }) => {
  const at = phone ? sentence.indexOf(phone) : -1;
  if (!phone || at === -1) return <span>{sentence}</span>;
  return (
    <span>
      {sentence.slice(0, at)}
      <a href={`tel:${phone}`} className={classes.phone}>
        {phone}
      </a>
      {sentence.slice(at + phone.length)}
    </span>
  );
};
