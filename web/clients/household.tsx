import { Button } from '@mantine/core';
import { IconHome } from '@tabler/icons-react';
import { useState } from 'react';
import {
  addHouseholdMember,
  type HouseholdMember,
  leaveHousehold,
  makeHousehold,
} from '../../contract/clients.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { pathTo } from '../paths.ts';
import { clientKey, useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { Door } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/panel.tsx';
import { UndoBar } from '../ui/undo-bar.tsx';
import { AddMember } from './add-member.tsx';
import { ChangeHead } from './change-head.tsx';
import { useClient } from './client-query.ts';
import { ClientRoom } from './client-room.tsx';
import { HitLine } from './hit-line.tsx';
import lists from './lists.module.css';

/** The households this person belongs to: make, add, change the head, leave. */
export const Household = () => {
  const { household: texts } = useTexts().clients;
  const { household } = useClient();
  const ids = [...new Set(household.map((member) => member.householdId))];
  return (
    <ClientRoom title={texts.title} about={texts.about}>
      {ids.length === 0 && <MakeHousehold />}
      {ids.map((id) => (
        <OneHousehold key={id} id={id} members={household.filter((member) => member.householdId === id)} />
      ))}
    </ClientRoom>
  );
};

const MakeHousehold = () => {
  const { household: texts } = useTexts().clients;
  const { client } = useClient();
  const combination = useFormCombination();
  const { act, busy, notDone, dismiss } = useAct(makeHousehold, {
    combination,
    touches: () => [clientKey(client.id)],
    onDone: () => announce(texts.made),
  });
  const make = () => act({ params: { id: client.id } });
  return (
    <>
      <Sheet>
        <EmptyState
          icon={<IconHome size={24} stroke={1.5} aria-hidden />}
          title={texts.none}
          why={texts.noneWhy}
        >
          <Button onClick={make} loading={busy}>
            {texts.make}
          </Button>
        </EmptyState>
      </Sheet>
      <NotDoneFrame
        notDone={notDone}
        title={texts.notMade}
        combination={combination}
        onDismiss={dismiss}
        onAgain={make}
      />
    </>
  );
};

interface Undo {
  text: string;
  undo: () => void;
}

const OneHousehold = ({ id, members }: { id: number; members: HouseholdMember[] }) => {
  const { household: texts } = useTexts().clients;
  const combination = useFormCombination();
  const [undo, setUndo] = useState<Undo | null>(null);
  const [newHead, setNewHead] = useState<HouseholdMember | null>(null);
  const touched = (clientId: number) => [...members.map((m) => clientKey(m.id)), clientKey(clientId)];
  const head = members.find((member) => member.relationshipToHoH === 1);

  const leave = useAct(leaveHousehold, {
    combination,
    touches: ({ params }) => touched(Number(params.clientId)),
    onDone: (_, { params }) => {
      const gone = members.find((member) => member.id === params.clientId);
      if (!gone || gone.relationshipToHoH === 1) return announce(texts.left(gone?.name ?? ''));
      setUndo({
        text: texts.left(gone.name),
        undo: () =>
          back.act({
            params: { id },
            body: { clientId: gone.id, relationshipToHoH: gone.relationshipToHoH },
          }),
      });
    },
  });
  const back = useAct(addHouseholdMember, { combination, touches: ({ body }) => touched(body.clientId) });
  const letGo = (member: HouseholdMember) => leave.act({ params: { id, clientId: member.id } });

  return (
    <>
      <Sheet>
        <ul>
          {members.map((member) => (
            <Member
              key={member.id}
              member={member}
              alone={members.length === 1}
              busy={leave.busy}
              onLeave={() => letGo(member)}
              onHead={() => setNewHead(member)}
            />
          ))}
        </ul>
      </Sheet>
      <NotDoneFrame
        notDone={leave.notDone ?? back.notDone}
        title={leave.notDone ? texts.notLeft : texts.notAdded}
        combination={combination}
        onDismiss={() => {
          leave.dismiss();
          back.dismiss();
        }}
      />
      {newHead && head && (
        <ChangeHead
          householdId={id}
          from={head}
          to={newHead}
          touches={members.map((m) => clientKey(m.id))}
          onClose={() => setNewHead(null)}
        />
      )}
      <AddMember
        householdId={id}
        members={members}
        onAdded={(hit) =>
          setUndo({
            text: texts.added(hit.name),
            undo: () => leave.act({ params: { id, clientId: hit.id } }),
          })
        }
      />
      {undo && <UndoBar key={undo.text} text={undo.text} onUndo={undo.undo} onGone={() => setUndo(null)} />}
    </>
  );
};

interface MemberProps {
  member: HouseholdMember;
  alone: boolean;
  busy: boolean;
  onLeave: () => void;
  onHead: () => void;
}

const Member = ({ member, alone, busy, onLeave, onHead }: MemberProps) => {
  const { household: texts, search } = useTexts().clients;
  const { client } = useClient();
  const isHead = member.relationshipToHoH === 1;
  const why = [
    texts.relationships[member.relationshipToHoH] ?? texts.relationships[99],
    member.id === client.id && texts.thisPerson,
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <li className={lists.item}>
      <span className={lists.grow}>
        <HitLine hit={{ ...member, why }} />
        {member.id !== client.id && <Door to={pathTo('client', { clientId: member.id })}>{search.open}</Door>}
      </span>
      <span className={lists.buttons}>
        {!isHead && (
          <Button variant="default" onClick={onHead} aria-label={texts.makeHeadOf(member.name)}>
            {texts.makeHead}
          </Button>
        )}
        {isHead && !alone ? (
          <span className={lists.second}>{texts.headFirst}</span>
        ) : (
          <Button variant="default" onClick={onLeave} disabled={busy} aria-label={texts.leaveOf(member.name)}>
            {texts.leave}
          </Button>
        )}
      </span>
    </li>
  );
};
