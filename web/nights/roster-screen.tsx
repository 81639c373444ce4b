import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { CurrentReservations } from '../../contract/reservations.ts';
import { pathTo } from '../paths.ts';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useStore } from '../ui/store.ts';
import { FacilityRoom } from './facility-room.tsx';
import { keptRosters } from './kept-roster.ts';
import classes from './roster.module.css';
import { rosterOf } from './roster.ts';
import { useKeptRoster } from './use-kept-roster.ts';

/** Tonight on one page of paper: whom to expect, and room to write by hand what a night without network brings. */
export const RosterScreen = () => {
  const { roster: texts } = useTexts().shift;
  return (
    <FacilityRoom name={useTexts().shift.doors.roster} title={texts.title}>
      {(board) => <Sheet board={board} />}
    </FacilityRoom>
  );
};

const Sheet = ({ board }: { board: CurrentReservations }) => {
  const words = useTexts();
  const { roster: texts } = words.shift;
  const formats = useFormats();
  useKeptRoster(board);
  const keptAt = useStore(keptRosters).get(pathTo('roster', { facilityId: board.facility.id }));
  const roster = rosterOf(board, words, formats);
  const sheet = roster.dense ? `${classes.sheet} ${classes.dense}` : classes.sheet;
  const heads = (
    <thead>
      <tr>
        {roster.columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
  );
  return (
    <div className={classes.page}>
      <div className={classes.acts}>
        <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
          {texts.print}
        </Button>
        <p>{keptAt ? texts.keptSince(formats.time(keptAt, board.facility.timeZone)) : texts.kept}</p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide sheet scrolls inside, also with the keyboard */}
      <section className={sheet} aria-label={roster.title} tabIndex={0}>
        <p className={classes.title}>{roster.title}</p>
        <p className={classes.about}>{roster.about}</p>
        {roster.rows.length === 0 ? (
          <EmptyState title={texts.nobody} />
        ) : (
          <table className={classes.table} aria-label={roster.title}>
            {heads}
            <tbody>
              {roster.rows.map((row, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two guests may be called the same
                <tr key={i}>
                  <td>{row.place}</td>
                  <td>
                    <strong>{row.name}</strong>
                    {row.said && <span className={classes.said}>{row.said}</span>}
                  </td>
                  <td>{row.flags}</td>
                  <td>{row.came}</td>
                  <td />
                  <td />
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <h2 className={classes.walkIns}>{roster.walkIns}</h2>
        <table className={classes.table} aria-label={roster.walkIns}>
          {heads}
          <tbody>
            {Array.from({ length: roster.blank }, (_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: blank lines are all the same
              <tr key={i}>
                {roster.columns.map((column) => (
                  <td key={column} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
};
