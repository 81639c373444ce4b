import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { openDoorQuestions, saveDoorAnswers } from '../../contract/door.ts';
import type { Reply } from '../../contract/endpoint.ts';
import { adultOrHead } from '../../contract/enrollment.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { GuidedForm } from '../guided/guided-form.ts';
import { QuestionBlock } from '../guided/question-block.tsx';
import { facilityKey, reading, useAct } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useFormats } from '../texts/formats.ts';
import { useLanguage, useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import classes from './door.module.css';

interface DoorQuestionsProps {
  facilityId: number;
  guestId: number;
  name: string;
  onClose: () => void;
}

/** What intake left open of a guest: each can be skipped, and all of them at once. */
export const DoorQuestions = (props: DoorQuestionsProps) => {
  const { door: texts } = useTexts().facilities;
  const query = useQuery({
    ...reading(['door-questions', props.guestId], openDoorQuestions, { params: { id: props.guestId } }),
    // What was opened stays: answers are given on it.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnReconnect: false,
  });
  return (
    <Dialog opened onClose={props.onClose} title={texts.askTitle(props.name)} size={560}>
      <Loaded query={query}>{(facts) => <Questions {...props} facts={facts} />}</Loaded>
    </Dialog>
  );
};

type Facts = Reply<typeof openDoorQuestions>;

const Questions = ({ facts, facilityId, name, onClose }: DoorQuestionsProps & { facts: Facts }) => {
  const { door: texts } = useTexts().facilities;
  const { language } = useLanguage();
  const formats = useFormats();
  const combination = useFormCombination();
  const [form] = useState(
    () =>
      new GuidedForm({
        definition: facts.definition,
        answers: facts.answers,
        lastAnswers: {},
        language,
        variables: { [adultOrHead]: facts.adultOrHead },
      }),
  );
  const steps = useSyncExternalStore(form.follow, form.look);
  useEffect(() => form.speak(language), [form, language]);
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());
  const questions = steps.flatMap((step) => step.questions).filter((q) => !skipped.has(q.name));
  const answered = questions.filter((q) => q.value !== undefined).length;
  const { act, busy, notDone, dismiss } = useAct(saveDoorAnswers, {
    combination,
    touches: () => [facilityKey(facilityId)],
    onDone: ({ open }) => {
      announce(texts.answersSaved(open));
      onClose();
    },
  });
  const save = () => {
    if (busy) return;
    if (answered === 0) {
      onClose();
      return;
    }
    const answers = Object.fromEntries(
      Object.entries(form.toSave({ finished: true })).filter(([question]) => !skipped.has(question)),
    );
    act({ params: { id: facts.guestId }, body: { answers } });
  };
  useShortcuts([{ keys: 'mod+enter', label: texts.saveAnswers(answered), inDialog: true, act: save }]);
  return (
    <div className={classes.dialog}>
      <p className={classes.dim}>{texts.askWhy(formats.night(facts.informationDate))}</p>
      {questions.length === 0 && <p>{texts.nothingOpen}</p>}
      <div>
        {questions.map((question) => (
          <div key={question.name} className={classes.asked}>
            <QuestionBlock
              question={question}
              onAnswer={(value) => form.answer(question.name, value)}
              onOther={(text) => form.writeOther(question.name, text)}
              onConfirm={() => form.confirm(question.name)}
            />
            <Button
              className={classes.skip}
              size="compact-sm"
              variant="subtle"
              aria-label={texts.skipThis(question.title)}
              onClick={() => {
                form.answer(question.name, undefined);
                setSkipped((now) => new Set([...now, question.name]));
              }}
            >
              {texts.skip}
            </Button>
          </div>
        ))}
      </div>
      <NotDoneFrame
        notDone={notDone}
        title={texts.answersNotSaved(name)}
        combination={combination}
        onDismiss={dismiss}
        onAgain={save}
      />
      <div className={classes.askFoot}>
        <Button onClick={save} loading={busy} disabled={answered === 0}>
          {answered === 0 ? texts.noAnswerYet : texts.saveAnswers(answered)}
        </Button>
        <Button variant="default" onClick={onClose}>
          {texts.skipAll}
        </Button>
      </div>
    </div>
  );
};
