import { IconBedOff } from '@tabler/icons-react';
import { KindLine } from '../clients/kind-line.tsx';
import { useStaySearch } from '../reservations/stay-search.ts';
import { useHousing } from '../reservations/use-housing.ts';
import { Loaded } from '../shell/loaded.tsx';
import { useTexts } from '../texts/language.tsx';
import { CountChip } from '../ui/count-chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import classes from './intake.module.css';

/** Which shelter Intake is for, where the address doesn't say. */
export const FacilityChoice = ({ clientId }: { clientId: number }) => {
  const { intake: texts } = useTexts();
  const { stay, change } = useStaySearch();
  const housing = useHousing({
    clientIds: [clientId, ...(stay.with ?? [])],
    beginDate: stay.begin,
    endDate: stay.end,
  });
  return (
    <div className={classes.choice}>
      <h2 className={classes.stepTitle}>{texts.chooseFacility}</h2>
      <p className={classes.about}>{texts.chooseWhy}</p>
      <Loaded query={housing}>
        {({ facilities }) =>
          facilities.length === 0 ? (
            <EmptyState
              icon={<IconBedOff size={26} aria-hidden />}
              title={texts.noFacility}
              why={texts.noFacilityWhy}
            />
          ) : (
            <ul className={classes.choices}>
              {facilities.map(({ facility, more }) => (
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
