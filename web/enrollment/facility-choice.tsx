import { IconBedOff } from '@tabler/icons-react';
import { useClient } from '../clients/client-query.ts';
import { KindLine } from '../clients/kind-line.tsx';
import { othersOf, sayAsked, sayBoth } from '../reservations/party-words.ts';
import { useStaySearch } from '../reservations/stay-search.ts';
import { useHousing } from '../reservations/use-housing.ts';
import { Loaded } from '../shell/loaded.tsx';
import { sayObstacle, useTexts } from '../texts/language.tsx';
import { CountChip } from '../ui/count-chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import classes from './intake.module.css';

// Intake is what they are there for: it is no reason against a shelter here.
const isDoneHere = 'no_enrollment';

/** Which shelter Intake is for, where the address doesn't say: for whom, and why not where there is no place. */
export const FacilityChoice = () => {
  const texts = useTexts();
  const { intake: words } = texts;
  const { stay, change } = useStaySearch();
  const dashboard = useClient();
  const { client } = dashboard;
  const others = othersOf(dashboard).filter((member) => stay.with?.includes(member.id));
  const housing = useHousing({
    clientIds: [client.id, ...others.map((member) => member.id)],
    beginDate: stay.begin,
    endDate: stay.end,
  });
  return (
    <div className={classes.choice}>
      <p className={classes.name}>{sayBoth(client)}</p>
      <p className={classes.about}>{sayAsked(texts, dashboard, others, false)}</p>
      <h2 className={classes.chooseTitle}>{words.chooseFacility}</h2>
      <p className={classes.about}>{words.chooseWhy}</p>
      <Loaded query={housing}>
        {({ facilities }) =>
          facilities.length === 0 ? (
            <EmptyState
              icon={<IconBedOff size={26} aria-hidden />}
              title={words.noFacility}
              why={words.noFacilityWhy}
            />
          ) : (
            <ul className={classes.choices}>
              {facilities.map(({ facility, more, obstacles }) => (
                <li key={facility.id}>
                  <button
                    type="button"
                    className={classes.choose}
                    onClick={() => change({ facility: facility.id }, { replace: false })}
                  >
                    <CountChip more={more} stale={facility.countIsStale} />
                    <span>
                      <span className={classes.facility}>{facility.name}</span>
                      <KindLine kind={facility.kind} />
                      {more === 0 && (
                        <span className={classes.reasons}>
                          {obstacles
                            .filter((obstacle) => obstacle.code !== isDoneHere)
                            .map((obstacle) => sayObstacle(texts, obstacle))
                            .join(' · ')}
                        </span>
                      )}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
};
