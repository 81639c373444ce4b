import { IconBackpack, IconBus, IconClock, IconDoorExit, IconMapPin, IconPhone } from '@tabler/icons-react';
import type { Confirmation } from '../../contract/reservations.ts';
import { slip as english, type SlipWords } from '../texts/en/slip.ts';
import { slip as spanish } from '../texts/es/slip.ts';
import { QrCode } from './qr-code.tsx';
import classes from './slip.module.css';
import { type SlipLine, sayCode, slipLines, told } from './slip-text.ts';

const icons: Record<SlipLine['name'], typeof IconMapPin> = {
  where: IconMapPin,
  come: IconClock,
  leave: IconDoorExit,
  howToGetThere: IconBus,
  bring: IconBackpack,
  late: IconPhone,
};

/** What the guest takes along, English beside Spanish. No name and no need on it: whoever finds it learns nothing. */
export const Slip = ({ confirmation }: { confirmation: Confirmation }) => (
  <div className={classes.slip}>
    <div className={classes.top}>
      <div className={classes.code}>
        <QrCode text={`${location.origin}/arrive/${confirmation.code}`} label={sayCode(confirmation.code)} />
      </div>
      <div>
        <p className={classes.small}>
          {english.show} · <span lang="es">{spanish.show}</span>
        </p>
        <p className={classes.spoken}>{sayCode(confirmation.code)}</p>
        <p className={classes.small}>
          {english.noName} <span lang="es">{spanish.noName}</span>
        </p>
      </div>
    </div>
    <div className={classes.columns}>
      <Column confirmation={confirmation} words={english} />
      <Column confirmation={confirmation} words={spanish} />
    </div>
    <div className={classes.bottom}>
      <span>{confirmation.teamName}</span>
      <LineHours confirmation={confirmation} />
    </div>
  </div>
);

const LineHours = ({ confirmation: { lineHours, lineHoursInSpanish } }: { confirmation: Confirmation }) => {
  const [inEnglish, inSpanish] = [english, spanish].map((words) =>
    told(lineHours, lineHoursInSpanish, words),
  );
  if (!inEnglish || !inSpanish) return null;
  return inEnglish.text === inSpanish.text ? (
    <span>
      {english.lineOpen} · <span lang="es">{spanish.lineOpen}</span>:{' '}
      <span lang={inEnglish.lang}>{inEnglish.text}</span>
    </span>
  ) : (
    <span>
      {english.lineOpen}: {inEnglish.text} ·{' '}
      <span lang="es">
        {spanish.lineOpen}: {inSpanish.text}
      </span>
    </span>
  );
};

const Column = ({ confirmation, words }: { confirmation: Confirmation; words: SlipWords }) => (
  <section lang={words.lang} aria-label={words.language}>
    <p className={classes.language}>{words.language}</p>
    <dl className={classes.lines}>
      {slipLines(confirmation, words).map(({ name, label, text: [strong, plain], lang }) => {
        const Icon = icons[name];
        return (
          <div key={name} className={classes.line}>
            <dt>
              <Icon size={18} stroke={1.6} aria-hidden />
              {label}
            </dt>
            <dd>
              {strong && <strong>{strong}</strong>}
              {plain && <span lang={lang}>{plain}</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  </section>
);
