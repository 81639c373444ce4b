import { Button, NativeSelect } from '@mantine/core';
import { IconArrowLeft, IconDoorExit } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reply } from '../../contract/endpoint.ts';
import { openExit, saveExit } from '../../contract/exits.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useClient } from '../clients/client-query.ts';
import { DefaultLastButton } from '../guided/default-last-button.tsx';
import { GuidedFrame } from '../guided/guided-frame.tsx';
import { GuidedPage } from '../guided/guided-page.tsx';
import { UnconfirmedNotice } from '../guided/unconfirmed-notice.tsx';
import { useMemberPages } from '../guided/use-member-pages.ts';
import { pathTo } from '../paths.ts';
import { clientKey, facilityKey, reading, useAct } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useEnteredHeading, useRoomTitle } from '../shell/screen.tsx';
import { useTexts } from '../texts/language.tsx';
import { DoorButton } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { ExitDone } from './exit-done.tsx';
import { ExitMembers } from './exit-members.tsx';
import classes from './intake.module.css';
import { type StayToExit, useExitForms } from './use-exit-forms.ts';

type Facts = Reply<typeof openExit>;
type Exits = Reply<typeof saveExit>['exits'];

/** Exit: who of the household leaves, where to, and HUD's exit elements of each; the stay under it ends in the same act. */
export const Exit = () => {
  const { exits: words } = useTexts();
  const { client } = useClient();
  const heading = useEnteredHeading();
  useRoomTitle(words.title);
  const query = useQuery({
    ...reading(['exit', client.id], openExit, { params: { id: client.id } }),
    // What was opened stays: answers are given on it.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnReconnect: false,
  });
  const [done, setDone] = useState<{ exits: Exits; stay: StayToExit } | null>(null);
  const [turn, setTurn] = useState(0);
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="visually-hidden">
        {words.title}
      </h1>
      {done ? (
        <ExitDone
          {...done}
          onUndone={async () => {
            await query.refetch();
            setDone(null);
            setTurn(turn + 1);
          }}
        />
      ) : (
        <Loaded query={query}>
          {(facts) => <Opened key={turn} facts={facts} onDone={(exits, stay) => setDone({ exits, stay })} />}
        </Loaded>
      )}
    </>
  );
};

interface OpenedProps {
  facts: Facts;
  onDone: (exits: Exits, stay: StayToExit) => void;
}

const Opened = ({ facts, onDone }: OpenedProps) => {
  const { exits: words } = useTexts();
  const { client } = useClient();
  const [projectId, setProjectId] = useState(facts.stays[0]?.projectId);
  const stay = facts.stays.find((s) => s.projectId === projectId);
  if (!stay)
    return (
      <div className={classes.choice}>
        <EmptyState icon={<IconDoorExit size={26} aria-hidden />} title={words.none} why={words.noneWhy}>
          <DoorButton to={pathTo('enrollments', { clientId: client.id })}>{words.toClient}</DoorButton>
        </EmptyState>
      </div>
    );
  return (
    <Workflow
      key={stay.projectId}
      stay={stay}
      facts={facts}
      onStay={setProjectId}
      onDone={(exits) => onDone(exits, stay)}
    />
  );
};

interface WorkflowProps {
  stay: StayToExit;
  facts: Facts;
  onStay: (projectId: number) => void;
  onDone: (exits: Exits) => void;
}

const Workflow = ({ stay, facts, onStay, onDone }: WorkflowProps) => {
  const { exits: words, guided } = useTexts();
  const { client } = useClient();
  const combination = useFormCombination();
  const members = useExitForms(stay, client.id);
  const save = useAct(saveExit, {
    combination,
    touches: (_, { exits }) => [
      ...exits.map((e) => clientKey(e.clientId)),
      ...(stay.facilityId ? [facilityKey(stay.facilityId)] : []),
      ['tonight'],
      ['attention'],
    ],
    onDone: ({ exits }) => onDone(exits),
  });
  const pages = useMemberPages({
    chosen: members.chosen,
    first: { title: words.whoLeaves, note: stay.name },
    findProblem: members.problem,
    onSend: () => save.act({ body: members.toSave() }),
  });
  const { page, current, isLast, next, fill, toCheck } = pages;
  const end = words.saveMany(members.chosen.length);
  useShortcuts([
    { keys: 'mod+enter', label: isLast ? words.save : guided.next, act: next },
    ...(page ? [{ keys: 'l', label: guided.keys.fill, act: fill }] : []),
  ]);
  return (
    <>
      <LeaveGuard unsaved={members.touched} />
      <GuidedFrame
        head={
          <>
            <p className={classes.name}>{page ? page.member.name : client.name}</p>
            <p className={classes.about}>{words.at(stay.name)}</p>
          </>
        }
        headAct={
          !isLast && (
            <Button variant="default" loading={save.busy} onClick={pages.saveNow}>
              {end}
            </Button>
          )
        }
        steps={pages.lines}
        current={current}
        onStep={pages.goTo}
        footer={
          <>
            {current > 0 && (
              <Button
                variant="default"
                leftSection={<IconArrowLeft size={16} aria-hidden />}
                onClick={() => pages.goTo(current - 1)}
              >
                {guided.back}
              </Button>
            )}
            {page && <DefaultLastButton onClick={fill} />}
            <span className={classes.open}>{page && words.open(page.step.open)}</span>
            <Button loading={save.busy} rightSection={<KeyHint keys="mod+enter" />} onClick={next}>
              {isLast ? end : guided.next}
            </Button>
          </>
        }
      >
        <h2 ref={pages.top} tabIndex={-1} className={classes.stepTitle}>
          {page ? page.step.title : words.whoLeaves}
        </h2>
        {page?.step.about && <p className={classes.about}>{page.step.about}</p>}
        <NotDoneFrame
          notDone={save.notDone}
          title={words.notSaved}
          combination={combination}
          onDismiss={save.dismiss}
          onAgain={pages.send}
        />
        {pages.asksUnconfirmed && (
          <UnconfirmedNotice
            count={toCheck}
            onGo={pages.goToUnconfirmed}
            onWithout={pages.send}
            without={words.saveWithout(toCheck)}
          />
        )}
        {page ? (
          <GuidedPage
            key={`${page.member.clientId} ${page.step.name}`}
            form={page.member.form}
            step={page.step}
            name={page.member.name}
            lookAt={pages.lookAt}
          />
        ) : (
          <>
            {facts.stays.length > 1 && (
              <NativeSelect
                label={words.from}
                value={stay.projectId}
                data={facts.stays.map((s) => ({ value: String(s.projectId), label: s.name }))}
                onChange={(event) => onStay(Number(event.currentTarget.value))}
              />
            )}
            <ExitMembers stay={stay} overlaps={facts.overlaps} members={members} />
          </>
        )}
      </GuidedFrame>
    </>
  );
};
