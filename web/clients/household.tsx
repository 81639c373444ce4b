import { Button } from '@mantine/core';
import { IconHome } from '@tabler/icons-react';
import { useState } from 'react';
import {
  addHouseholdMember,
  type HouseholdMember,
  leaveHousehold,
  makeHousehold,
  type SearchHit,
} from '../../contract/clients.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { pathTo } from '../paths.ts';
import { clientKey, useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { Door } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
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
  const { household, client } = useClient();
  const combination = useFormCombination();
  // Kept here and not with the household, which is gone from this record when this very person leaves it.
  const [undo, setUndo] = useState<{ text: string; undo: () => void } | null>(null);
  const touched = (clientId: number) =>
    [...new Set([client.id, clientId, ...household.map((m) => m.id)])].map((id) => clientKey(id));

  const leave = useAct(leaveHousehold, {
    combination,
    touches: ({ params }) => touched(Number(params.clientId)),
  });
  const back = useAct(addHouseholdMember, { combination, touches: ({ body }) => touched(body.clientId) });
  const letGo = (member: HouseholdMember) => {
    const { householdId, id, name, relationshipToHoH } = member;
    const comesBack = () =>
      back.act({ params: { id: householdId }, body: { clientId: id, relationshipToHoH } });
    leave.act({ params: { id: householdId, clientId: id } }, () => {
      // A household whose last member, the head, has left is over.
      if (relationshipToHoH === 1) announce(texts.left(name));
      else setUndo({ text: texts.left(name), undo: comesBack });
    });
  };
  const ids = [...new Set(household.map((member) => member.householdId))];
  return (
    <ClientRoom title={texts.title} about={texts.about}>
      {ids.length === 0 && <MakeHousehold />}
      {ids.map((id) => (
        <OneHousehold
          key={id}
          id={id}
          members={household.filter((member) => member.householdId === id)}
          busy={leave.busy}
          onLeave={letGo}
          onAdded={(hit) =>
            setUndo({
              text: texts.added(hit.name),
              undo: () => leave.act({ params: { id, clientId: hit.id } }),
            })
          }
        />
      ))}
      <NotDoneFrame
        notDone={leave.notDone ?? back.notDone}
        title={leave.notDone ? texts.notLeft : texts.notAdded}
        combination={combination}
        onDismiss={() => {
          leave.dismiss();
          back.dismiss();
        }}
      />
      {undo && <UndoBar key={undo.text} text={undo.text} onUndo={undo.undo} onGone={() => setUndo(null)} />}
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
  useShortcuts([{ keys: 'mod+enter', label: texts.make, act: () => !busy && make() }]);
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

interface OneHouseholdProps {
  id: number;
  members: HouseholdMember[];
  busy: boolean;
  onLeave: (member: HouseholdMember) => void;
  onAdded: (hit: SearchHit) => void;
}

const OneHousehold = ({ id, members, busy, onLeave, onAdded }: OneHouseholdProps) => {
  const [newHead, setNewHead] = useState<HouseholdMember | null>(null);
  const head = members.find((member) => member.relationshipToHoH === 1);
  return (
    <>
      <Sheet>
        <ul>
          {members.map((member) => (
            <Member
              key={member.id}
              member={member}
              alone={members.length === 1}
              busy={busy}
              onLeave={() => onLeave(member)}
              onHead={() => setNewHead(member)}
            />
          ))}
        </ul>
      </Sheet>
      {newHead && head && (
        <ChangeHead
          householdId={id}
          from={head}
          to={newHead}
          touches={members.map((m) => clientKey(m.id))}
          onClose={() => setNewHead(null)}
        />
      )}
      <AddMember householdId={id} members={members} onAdded={onAdded} />
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
