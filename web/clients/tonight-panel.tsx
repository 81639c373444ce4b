import { IconDoorEnter, IconUserFilled } from '@tabler/icons-react';
import { useSession } from '../accounts/session.tsx';
import { pathTo } from '../paths.ts';
import { useHasRoom } from '../shell/has-room.ts';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { DoorButton } from '../ui/door.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './client-dashboard.module.css';
import { useClient } from './client-query.ts';
import { KindLine } from './kind-line.tsx';
import lists from './lists.module.css';
import { keepsPlaceOn, Nights } from './reservations-table.tsx';

/** Has this person a place tonight, and if not, the next step. */
export const TonightPanel = () => {
  const { dashboard: texts, reservations: words } = useTexts().clients;
  const { reservations, tonight } = useClient();
  const formats = useFormats();
  const place = reservations.find((r) => keepsPlaceOn(r, tonight));
  return (
    <Panel title={texts.tonight} level={3} note={formats.night(tonight)} padded>
      {place ? (
        <div className={classes.tonight}>
          <p className={classes.place}>{place.facilityName ?? texts.hasPlace}</p>
          <KindLine kind={place.kind} />
          <p className={lists.dim}>
            {place.facilityName ? <Nights reservation={place} /> : texts.whereHidden}
          </p>
          <span className={lists.state}>
            {place.state === 'in_house' ? (
              <IconUserFilled size={15} aria-hidden />
            ) : (
              <IconDoorEnter size={15} aria-hidden />
            )}
            {words[place.state === 'in_house' ? 'in_house' : 'expected']}
          </span>
        </div>
      ) : (
        <div className={classes.tonight}>
          <p className={classes.place}>{texts.noPlace}</p>
          <p className={lists.dim}>{texts.noPlaceWhy(formats.night(tonight))}</p>
          <FirstSteps />
        </div>
      )}
    </Panel>
  );
};

/** Where this team begins: the assessment where one is missing, or the shelters; the team's setting says which first. */
const FirstSteps = () => {
  const { dashboard: texts, menu } = useTexts().clients;
  const { client, assessments } = useClient();
  const { opensFirst } = useSession();
  const hasRoom = useHasRoom();
  const isAssessed = assessments.some((a) => a.mine && a.valid);
  const steps = [
    { room: 'housingFacilities', name: texts.findPlace, isOpen: true },
    { room: 'placementAssessment', name: menu.doors.placementAssessment, isOpen: !isAssessed },
  ] as const;
  const inOrder = opensFirst === 'assessment' ? steps.toReversed() : steps;
  return inOrder
    .filter((step) => step.isOpen && hasRoom(step.room))
    .map((step, i) => (
      <DoorButton
        key={step.room}
        to={pathTo(step.room, { clientId: client.id })}
        variant={i === 0 ? 'filled' : 'default'}
      >
        {step.name}
      </DoorButton>
    ));
};
