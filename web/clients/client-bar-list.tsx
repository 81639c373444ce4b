import { IconCalendarCheck } from '@tabler/icons-react';
import type { BarLine } from '../../contract/bars.ts';
import { useCombination } from '../accounts/session.tsx';
import { pathTo } from '../paths.ts';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { DoorButton } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Panel, Sheet } from '../ui/panel.tsx';
import { BarLines, BarWords } from './bar-lines.tsx';
import { useClient } from './client-query.ts';
import { ClientRoom } from './client-room.tsx';
import lists from './lists.module.css';

/** Where this person may not stay, until when. Reasons are shown to the issuing organization only. */
export const ClientBarListScreen = () => {
  const { bars: texts, dashboard } = useTexts().clients;
  const { bars, client, tonight } = useClient();
  const formats = useFormats();
  const workgroup = useCombination()?.workgroup;
  const isTeam = workgroup === 'shelter_reservation_team';
  const own = bars.filter((bar) => bar.own);
  const others = bars.filter((bar) => !bar.own);
  const night = formats.night(tonight);
  return (
    <ClientRoom
      title={texts.title}
      act={
        workgroup === 'emergency_shelter_staff' && (
          <DoorButton variant="default" to={pathTo('issueBar', { clientId: client.id })}>
            {texts.issue}
          </DoorButton>
        )
      }
      about={own.length > 0 ? texts.onlyYours : isTeam ? texts.neutral(night) : undefined}
    >
      {own.map((bar) => (
        <OwnBar key={bar.own?.id} bar={bar} />
      ))}
      {(others.length > 0 || own.length === 0) && (
        <Sheet>
          {others.length > 0 ? (
            <BarLines bars={others} clientId={client.id} />
          ) : (
            <EmptyState
              icon={<IconCalendarCheck size={24} stroke={1.5} aria-hidden />}
              title={isTeam ? dashboard.noBars : dashboard.noBarsOwn}
            />
          )}
        </Sheet>
      )}
    </ClientRoom>
  );
};

// With reason, notes and author: for members of the issuing organization.
const OwnBar = ({ bar }: { bar: BarLine }) => {
  const { bars: texts } = useTexts().clients;
  const formats = useFormats();
  if (!bar.own) return null;
  const { own } = bar;
  const when = formats.instantLong(own.issuedAt);
  const facts = [
    texts.reasons[own.reasonCode] ?? own.reasonCode,
    texts.since(formats.nightLong(own.beginDate)),
    own.reviewOn && texts.reviewOn(formats.nightLong(own.reviewOn)),
  ].filter(Boolean);
  return (
    <Panel
      title={bar.facilityName ?? texts.allOf(bar.organizationName)}
      note={facts.join(' · ')}
      level={3}
      padded
    >
      <div className={lists.items} style={{ gap: 8 }}>
        <BarWords bar={bar} />
        <p className={lists.narrative}>{own.narrative}</p>
        <p className={lists.second}>
          {own.issuedBy ? texts.issuedBy(own.issuedBy, when) : texts.issued(when)}
        </p>
        {own.liftedAt && <p className={lists.second}>{texts.liftedAt(formats.instantLong(own.liftedAt))}</p>}
        <div>
          <DoorButton variant="default" size="compact-sm" to={pathTo('bar', { barId: own.id })}>
            {texts.open}
          </DoorButton>
        </div>
      </div>
    </Panel>
  );
};
