import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { openAssessment } from '../../contract/placement.ts';
import { useClient } from '../clients/client-query.ts';
import { pathTo } from '../paths.ts';
import { reading } from '../query.ts';
import { sayBoth } from '../reservations/party-words.ts';
import { Loaded } from '../shell/loaded.tsx';
import { useEnteredHeading, useRoomTitle } from '../shell/screen.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { DoorButton } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { AssessmentWorkflow } from './assessment-workflow.tsx';
import classes from './placement-assessment.module.css';

/** The acting team's Shelter Placement Assessment: resumes a draft, or starts one where the last counts no more. */
export const PlacementAssessment = () => {
  const { placement: texts } = useTexts();
  const formats = useFormats();
  const { client, assessments } = useClient();
  const [again, setAgain] = useState(false);
  const valid = assessments.find((a) => a.mine && a.valid && a.finishedAt);
  const hasDraft = assessments.some((a) => a.mine && !a.finishedAt);
  // Whoever comes here with an assessment that counts rarely wants a second one.
  const [asksFirst] = useState(Boolean(valid) && !hasDraft);
  const heading = useEnteredHeading();
  useRoomTitle(texts.title);
  if (asksFirst && !again && valid) {
    return (
      <div className={classes.still}>
        <h1 ref={heading} tabIndex={-1} className="visually-hidden">
          {texts.title}
        </h1>
        <p className={classes.name}>{sayBoth(client)}</p>
        <EmptyState
          title={texts.stillCounts(client.goesBy ?? client.name)}
          why={texts.stillCountsWhy(
            formats.nightLong(formats.dayIn(valid.finishedAt ?? valid.startedAt)),
            valid.validUntil ? formats.nightLong(valid.validUntil) : null,
          )}
        >
          <DoorButton to={pathTo('housingFacilities', { clientId: client.id })}>
            {texts.toFacilities}
          </DoorButton>
          <Button variant="default" onClick={() => setAgain(true)}>
            {texts.assessAgain}
          </Button>
        </EmptyState>
      </div>
    );
  }
  return <Opened key={client.id} clientId={client.id} />;
};

const Opened = ({ clientId }: { clientId: number }) => {
  const { placement: texts } = useTexts();
  const query = useQuery({
    ...reading(['open-assessment', clientId], openAssessment, { params: { id: clientId } }),
    // Read once: from then on this screen holds the truth and saves it.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnMount: false,
    refetchOnReconnect: false,
  });
  return (
    <Loaded query={query} title={texts.title}>
      {(assessment) => <AssessmentWorkflow key={assessment.id} assessment={assessment} />}
    </Loaded>
  );
};
