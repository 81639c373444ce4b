import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Reply } from '../../contract/endpoint.ts';
import { openIntake, saveIntake } from '../../contract/enrollment.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useCombination } from '../accounts/session.tsx';
import { useClient } from '../clients/client-query.ts';
import { DefaultLastButton } from '../guided/default-last-button.tsx';
import { GuidedFrame } from '../guided/guided-frame.tsx';
import { GuidedPage } from '../guided/guided-page.tsx';
import { UnconfirmedNotice } from '../guided/unconfirmed-notice.tsx';
import { useMemberPages } from '../guided/use-member-pages.ts';
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
    ...reading(['intake', client.id, facilityId], openIntake, {
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
  const [left, setLeft] = useState(false);
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

  const pages = useMemberPages({
    chosen: members.chosen,
    first: { title: words.whereAndWho, note: facts.facility.name },
    findProblem: members.problem,
    onSend: () => save.act({ body: { facilityId: facts.facility.id, members: members.toSave() } }),
  });
  const { page, current, isLast, goTo, fill, send, saveNow, next, toCheck } = pages;
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
        steps={pages.lines}
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
            {page && <DefaultLastButton onClick={fill} />}
            <span className={classes.open}>{page && words.atTheDoor(page.step.open)}</span>
            <Button loading={save.busy} rightSection={<KeyHint keys="mod+enter" />} onClick={next}>
              {isLast ? words.save : guided.next}
            </Button>
          </>
        }
      >
        <h2 ref={pages.top} tabIndex={-1} className={classes.stepTitle}>
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
        {pages.asksUnconfirmed && (
          <UnconfirmedNotice
            count={toCheck}
            onGo={pages.goToUnconfirmed}
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
            lookAt={pages.lookAt}
          />
        ) : (
          <MembersStep facts={facts} members={members} />
        )}
      </GuidedFrame>
    </>
  );
};
