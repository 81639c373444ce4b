import { Button } from '@mantine/core';
import { IconArrowLeft, IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Reply } from '../../contract/endpoint.ts';
import { openIntake, saveIntake } from '../../contract/enrollment.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useCombination } from '../accounts/session.tsx';
import { useClient } from '../clients/client-query.ts';
import { GuidedFrame, type StepLine } from '../guided/guided-frame.tsx';
import { GuidedPage } from '../guided/guided-page.tsx';
import { UnconfirmedNotice } from '../guided/unconfirmed-notice.tsx';
import { pathTo } from '../paths.ts';
import { clientKey, reading, useAct } from '../query.ts';
import { useStaySearch, writeStaySearch } from '../reservations/stay-search.ts';
import { Loaded } from '../shell/loaded.tsx';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useEnteredHeading, useRoomTitle } from '../shell/screen.tsx';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { DoorButton } from '../ui/door.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { FacilityChoice } from './facility-choice.tsx';
import classes from './intake.module.css';
import { MembersStep } from './members-step.tsx';
import { useMemberForms } from './use-member-forms.ts';

type IntakeFacts = Reply<typeof openIntake>;

/** Intake: which shelter, who of the household, then HUD's start elements of each; everything may be left for the door. */
export const Intake = () => {
  const { intake: texts } = useTexts();
  const { stay } = useStaySearch();
  const heading = useEnteredHeading();
  useRoomTitle(texts.title);
  const { facility } = stay;
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="visually-hidden">
        {texts.title}
      </h1>
      {facility === undefined ? <FacilityChoice /> : <Opened key={facility} facilityId={facility} />}
    </>
  );
};

const Opened = ({ facilityId }: { facilityId: number }) => {
  const { client } = useClient();
  const query = useQuery({
    ...reading(clientKey(client.id, 'intake', facilityId), openIntake, {
      params: { id: client.id },
      query: { facilityId },
    }),
    // What was opened stays: answers are given on it.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnReconnect: false,
  });
  return <Loaded query={query}>{(facts) => <Workflow facts={facts} />}</Loaded>;
};

const Workflow = ({ facts }: { facts: IntakeFacts }) => {
  const texts = useTexts();
  const { intake: words, guided } = texts;
  const { client, tonight } = useClient();
  const { stay } = useStaySearch();
  const navigate = useNavigate();
  const isTeam = useCombination()?.workgroup === 'shelter_reservation_team';
  const combination = useFormCombination();
  const members = useMemberForms(facts, {
    clientId: client.id,
    with: stay.with ?? [],
    startDate: stay.begin ?? tonight,
  });
  const [at, setAt] = useState(0);
  const [reached, setReached] = useState(0);
  const [lookAt, setLookAt] = useState<{ name: string; turn: number } | null>(null);
  const [asksUnconfirmed, setAsksUnconfirmed] = useState(false);
  const [left, setLeft] = useState(false);
  const top = useRef<HTMLHeadingElement>(null);

  // One step for the place and the people, then each person's pages.
  const pages = members.chosen.flatMap((member) =>
    member.steps.map((step, i) => ({ member, step, first: i === 0 })),
  );
  const current = Math.min(at, pages.length);
  const page = current === 0 ? null : pages[current - 1];
  const isLast = current === pages.length;
  const lines: StepLine[] = [
    { key: 'where', title: words.whereAndWho, note: facts.facility.name, done: current > 0 },
    ...pages.map(({ member, step, first }, i) => ({
      key: `${member.clientId} ${step.name}`,
      title: step.title,
      done: i + 1 !== current && i + 1 <= reached && step.toCheck === 0,
      note:
        step.toCheck > 0
          ? guided.toCheck(step.toCheck)
          : i + 1 <= reached && i + 1 !== current
            ? step.open > 0
              ? guided.openShort(step.open)
              : guided.open(0)
            : '',
      ...(first && { group: member.name }),
    })),
  ];

  const save = useAct(saveIntake, {
    combination,
    touches: ({ body }) => [
      ['housing'],
      ['reservation-check'],
      ...body.members.map((m) => clientKey(m.clientId)),
    ],
    onDone: ({ enrollments }) => {
      announce(`${words.saved(enrollments.length)} ${words.savedPending}`);
      setLeft(true);
    },
  });
  // Once saved there is nothing to guard; the way on is the reservation.
  useEffect(() => {
    if (!left) return;
    const to = isTeam
      ? pathTo('housingFacilities', { clientId: client.id })
      : pathTo('enrollments', { clientId: client.id });
    void navigate({
      to,
      search: (isTeam ? writeStaySearch({ ...stay, facility: facts.facility.id }) : {}) as never,
    });
  }, [left, isTeam, client.id, facts.facility.id, stay, navigate]);

  const goTo = (next: number) => {
    setAsksUnconfirmed(false);
    if (next > current) {
      const problem = current === 0 ? members.problem() : null;
      if (problem) return;
      const wrong = page?.member.form.check(page.step.name);
      if (wrong) {
        setLookAt({ name: wrong, turn: Date.now() });
        return;
      }
    }
    setAt(next);
    setReached(Math.max(reached, next));
    scrollTo({ top: 0 });
    requestAnimationFrame(() => top.current?.focus({ preventScroll: true }));
  };
  const lookAtQuestion = (where: number, name: string) => {
    setAt(where);
    setLookAt({ name, turn: Date.now() });
  };
  const toCheck = pages.reduce((sum, { step }) => sum + step.toCheck, 0);
  const send = () => {
    setAsksUnconfirmed(false);
    if (members.problem()) {
      setAt(0);
      return;
    }
    for (const member of members.chosen) {
      const wrong = member.form.firstWrong();
      if (!wrong) continue;
      lookAtQuestion(1 + pages.findIndex((p) => p.member === member) + wrong.step, wrong.name);
      return;
    }
    save.act({ body: { facilityId: facts.facility.id, members: members.toSave() } });
  };
  const saveNow = () => (toCheck > 0 ? setAsksUnconfirmed(true) : send());
  const next = () => (isLast ? saveNow() : goTo(current + 1));
  const fill = () => {
    if (!page) return;
    const count = page.member.form.fillLast(page.step.name);
    announce(count > 0 ? guided.filled(count) : guided.defaultLastNone);
    const filled = page.member.form.look().find((s) => s.name === page.step.name);
    const first = filled?.questions.find((q) => q.mark?.kind === 'from_last');
    if (first) lookAtQuestion(current, first.name);
  };
  const goToUnconfirmed = () => {
    setAsksUnconfirmed(false);
    const where = pages.findIndex(({ step }) => step.toCheck > 0);
    const name = pages[where]?.step.questions.find((q) => q.mark?.kind === 'from_last')?.name;
    if (name) lookAtQuestion(where + 1, name);
  };
  useShortcuts([
    { keys: 'mod+enter', label: isLast ? words.save : guided.next, act: next },
    ...(page ? [{ keys: 'l', label: guided.keys.fill, act: fill }] : []),
  ]);
  return (
    <>
      <LeaveGuard unsaved={members.touched && !left} />
      <GuidedFrame
        head={
          <>
            <p className={classes.name}>{page ? page.member.name : client.name}</p>
            <p className={classes.about}>{words.at(facts.facility.name)}</p>
          </>
        }
        headAct={
          // Who answered what is wanted may save at any step; what stays open is asked at the door.
          !isLast && (
            <Button variant="default" loading={save.busy} onClick={saveNow}>
              {words.save}
            </Button>
          )
        }
        steps={lines}
        current={current}
        onStep={goTo}
        footer={
          <>
            <Button
              variant="default"
              leftSection={<IconArrowLeft size={16} aria-hidden />}
              onClick={() =>
                current > 0
                  ? goTo(current - 1)
                  : void navigate({ to: '.', search: {} as never, replace: false })
              }
            >
              {current > 0 ? guided.back : words.changeFacility}
            </Button>
            {page && (
              <Button
                variant="default"
                leftSection={<IconHistory size={16} aria-hidden />}
                rightSection={<KeyHint keys="l" />}
                onClick={fill}
              >
                {guided.defaultLast}
              </Button>
            )}
            <span className={classes.open}>{page && words.atTheDoor(page.step.open)}</span>
            <Button loading={save.busy} rightSection={<KeyHint keys="mod+enter" />} onClick={next}>
              {isLast ? words.save : guided.next}
            </Button>
          </>
        }
      >
        <h2 ref={top} tabIndex={-1} className={classes.stepTitle}>
          {page ? page.step.title : words.whereAndWho}
        </h2>
        {page?.step.about && <p className={classes.about}>{page.step.about}</p>}
        <NotDoneFrame
          notDone={save.notDone}
          title={words.notSaved}
          combination={combination}
          onDismiss={save.dismiss}
          onAgain={send}
        >
          {isTeam && (
            <DoorButton variant="default" to={pathTo('housingFacilities', { clientId: client.id })}>
              {words.otherShelters}
            </DoorButton>
          )}
        </NotDoneFrame>
        {asksUnconfirmed && (
          <UnconfirmedNotice
            count={toCheck}
            onGo={goToUnconfirmed}
            onWithout={send}
            without={words.saveWithout(toCheck)}
          />
        )}
        {page ? (
          <GuidedPage
            key={`${page.member.clientId} ${page.step.name}`}
            form={page.member.form}
            step={page.step}
            name={page.member.name}
            lookAt={lookAt}
          />
        ) : (
          <MembersStep facts={facts} members={members} />
        )}
      </GuidedFrame>
    </>
  );
};
