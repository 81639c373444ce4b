import { IconAlertTriangleFilled, IconArrowRight, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type {
  Consequences,
  DisplacedPromise,
  MovedPromise,
  SeatedAgain,
} from '../../contract/displacement.ts';
import type { Night } from '../../contract/nights.ts';
import { useFormats } from '../texts/formats.ts';
import { sayObstacle, useTexts } from '../texts/language.tsx';
import classes from './consequences-list.module.css';
import { useAdministrationTexts } from './texts.ts';

/** What follows from a change: who is displaced, who moves, who gets a place again. */
export const ConsequencesList = ({ told }: { told: Consequences }) => {
  const { steps: texts } = useAdministrationTexts();
  const { displaced, moves, seatedAgain } = told;
  if (displaced.length + moves.length + seatedAgain.length === 0) {
    return (
      <p className={classes.nothing}>
        <IconCircleCheck size={18} aria-hidden />
        {texts.nothing}
      </p>
    );
  }
  return (
    <div className={classes.list}>
      {displaced.length > 0 && (
        <Group
          look={classes.displaced}
          icon={<IconAlertTriangleFilled size={18} aria-hidden />}
          title={texts.displaced(displaced.length)}
        >
          {displaced.map((d) => (
            <Displaced key={`${d.reservationId} ${d.clientId} ${d.beginDate}`} of={d} />
          ))}
        </Group>
      )}
      {moves.length > 0 && (
        <Group icon={<IconArrowRight size={18} aria-hidden />} title={texts.moves(moves.length)}>
          {moves.map((m) => (
            <Moved
              key={`${m.reservationId} ${m.clientId} ${m.to[0]?.beginDate}`}
              of={m}
              from={m.from}
              given={m.given}
            />
          ))}
        </Group>
      )}
      {seatedAgain.length > 0 && (
        <Group
          look={classes.seated}
          icon={<IconCircleCheck size={18} aria-hidden />}
          title={texts.seatedAgain(seatedAgain.length)}
        >
          {seatedAgain.map((m) => (
            <Moved key={`${m.reservationId} ${m.clientId} ${m.to[0]?.beginDate}`} of={m} />
          ))}
        </Group>
      )}
    </div>
  );
};

const Group = (props: { title: string; icon: ReactNode; look?: string | undefined; children: ReactNode }) => (
  <section className={`${classes.group} ${props.look ?? ''}`}>
    <h3 className={classes.title}>
      {props.icon}
      {props.title}
    </h3>
    <ul>{props.children}</ul>
  </section>
);

const useNights = () => {
  const formats = useFormats();
  const { common } = useAdministrationTexts();
  return (begin: Night, end: Night | null) =>
    end ? `${formats.night(begin)} – ${formats.night(end)}` : `${formats.night(begin)}, ${common.noEnd}`;
};

const Displaced = ({ of }: { of: DisplacedPromise }) => {
  const { steps: texts } = useAdministrationTexts();
  const all = useTexts();
  const nights = useNights();
  return (
    <li className={classes.row}>
      <Name of={of} />
      <span className={classes.words}>
        {of.place} · {nights(of.beginDate, of.endDate)} · {of.losesPlace ? texts.without : texts.misfit}
        {of.inHouse && ` · ${texts.inHouse}`}
      </span>
      {of.reasons.length > 0 && (
        <span className={classes.dim}>{of.reasons.map((o) => sayObstacle(all, o)).join(' · ')}</span>
      )}
    </li>
  );
};

const Moved = ({
  of,
  from,
  given = false,
}: {
  of: MovedPromise | SeatedAgain;
  from?: string;
  given?: boolean;
}) => {
  const { steps: texts } = useAdministrationTexts();
  const nights = useNights();
  return (
    <li className={classes.row}>
      <Name of={of} />
      <span className={classes.words}>
        {[from, ...of.to.map((seat) => `${texts.to(seat.place)}, ${nights(seat.beginDate, seat.endDate)}`)]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {given && <span className={classes.given}>{texts.given}</span>}
    </li>
  );
};

const Name = ({ of }: { of: { name: string; goesBy: string | null; madeBy: string } }) => (
  <span>
    <span className={classes.name}>{of.name}</span>
    {of.goesBy && ` “${of.goesBy}”`}
    <span className={classes.dim}> · {of.madeBy}</span>
  </span>
);
