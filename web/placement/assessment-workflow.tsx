import { Button } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { finishAssessment, type OpenAssessment } from '../../contract/placement.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useClient } from '../clients/client-query.ts';
import { DefaultLastButton } from '../guided/default-last-button.tsx';
import { GuidedForm, type Step } from '../guided/guided-form.ts';
import { GuidedFrame } from '../guided/guided-frame.tsx';
import { GuidedPage } from '../guided/guided-page.tsx';
import { UnconfirmedNotice } from '../guided/unconfirmed-notice.tsx';
import { pathTo } from '../paths.ts';
import { clientKey, OtherCombination, useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useEnteredHeading } from '../shell/screen.tsx';
import type { Texts } from '../texts/en.ts';
import { useLanguage, useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import { useStore } from '../ui/store.ts';
import { DraftKeeper } from './draft-keeper.ts';
import { DraftLine } from './draft-line.tsx';
import { LookAhead } from './look-ahead.tsx';
import classes from './placement-assessment.module.css';

const autosaveMilliseconds = 1500;

/** The guided workflow of an open assessment: answers, draft, steps, Finish. */
export const AssessmentWorkflow = ({ assessment }: { assessment: OpenAssessment }) => {
  const texts = useTexts();
  const { guided: words, placement } = texts;
  const { language } = useLanguage();
  const navigate = useNavigate();
  const raw = useSearch({ strict: false }) as Record<string, unknown>;
  const { client } = useClient();
  const called = client.goesBy ?? client.name;
  const combination = useFormCombination();
  const heading = useEnteredHeading();
  const [form] = useState(
    () =>
      new GuidedForm({
        definition: assessment.definition,
        answers: assessment.answers,
        lastAnswers: assessment.lastAnswers,
        language,
      }),
  );
  const [keeper] = useState(() => new DraftKeeper(assessment, combination.opened));
  const draft = useStore(keeper.state);
  const steps = useSyncExternalStore(form.follow, form.look);
  const [at, setAt] = useState(Math.min(assessment.step, Math.max(steps.length - 1, 0)));
  const [reached, setReached] = useState(at);
  const [lookAt, setLookAt] = useState<{ name: string; turn: number } | null>(null);
  const [asksUnconfirmed, setAsksUnconfirmed] = useState(false);
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => form.speak(language), [form, language]);

  const current = Math.min(at, steps.length - 1);
  const step = steps[current];
  const isLast = current === steps.length - 1;
  const farthest = useRef(reached);
  farthest.current = Math.max(reached, current);

  // What a person answers is saved at every step, and soon after they pause.
  const mayKeep = !combination.differs;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const saveNow = () => {
      clearTimeout(timer);
      if (timer !== undefined && mayKeep) void keeper.save(form.toSave(), farthest.current);
      timer = undefined;
    };
    const stop = form.follow(() => {
      clearTimeout(timer);
      timer = setTimeout(saveNow, autosaveMilliseconds);
    });
    // Whoever leaves within that pause, by a link or with the whole page, has answered all the same.
    addEventListener('pagehide', saveNow);
    return () => {
      saveNow();
      stop();
      removeEventListener('pagehide', saveNow);
    };
  }, [form, keeper, mayKeep]);

  const finish = useAct(finishAssessment, {
    combination,
    touches: () => [clientKey(client.id), ['housing'], ['reservation-check']],
    onDone: () => {
      announce(placement.finished);
      const { of, ...search } = raw;
      void navigate({
        to: pathTo('housingFacilities', { clientId: typeof of === 'number' ? of : client.id }),
        search: search as never,
      });
    },
  });

  const goTo = (next: number) => {
    setAsksUnconfirmed(false);
    if (step) {
      const wrong = next > current ? form.check(step.name) : null;
      if (wrong) {
        setLookAt({ name: wrong, turn: Date.now() });
        return;
      }
    }
    setAt(next);
    setReached(Math.max(reached, next));
    farthest.current = Math.max(reached, next);
    if (mayKeep) void keeper.save(form.toSave(), farthest.current);
    scrollTo({ top: 0 });
    requestAnimationFrame(() => top.current?.focus({ preventScroll: true }));
  };
  const toCheck = steps.reduce((sum, s) => sum + s.toCheck, 0);
  const finishNow = async () => {
    setAsksUnconfirmed(false);
    const wrong = form.firstWrong();
    if (wrong) {
      setAt(wrong.step);
      setLookAt({ name: wrong.name, turn: Date.now() });
      return;
    }
    const answers = form.toSave({ finished: true });
    const version = mayKeep ? await keeper.settle(answers, farthest.current) : 0;
    if (version !== null) finish.act({ params: { id: assessment.id }, body: { answers, version } });
  };
  const next = () => {
    if (!isLast) goTo(current + 1);
    else if (toCheck > 0) setAsksUnconfirmed(true);
    else void finishNow();
  };
  const goToUnconfirmed = () => {
    setAsksUnconfirmed(false);
    const first = steps.findIndex((s) => s.toCheck > 0);
    const name = steps[first]?.questions.find((q) => q.mark?.kind === 'from_last')?.name;
    setAt(first);
    if (name) setLookAt({ name, turn: Date.now() });
  };
  const finishLater = async () => {
    if (mayKeep) await keeper.save(form.toSave(), farthest.current);
    void navigate({ to: pathTo('client', { clientId: client.id }) });
  };
  const fill = () => {
    if (!step) return;
    const count = form.fillLast(step.name);
    announce(count > 0 ? words.filled(count) : words.defaultLastNone);
    const first = form.look()[current]?.questions.find((q) => q.mark?.kind === 'from_last');
    if (first) setLookAt({ name: first.name, turn: Date.now() });
  };
  const canFill = (step?.fillable ?? 0) > 0;
  useShortcuts([
    { keys: 'mod+enter', label: isLast ? words.finish : words.next, act: next },
    { keys: 'l', label: words.keys.fill, act: fill },
  ]);

  const looks = useMemo(() => ({ steps, all: form.asItLooks(), given: form.toSave() }), [steps, form]);
  const goToQuestion = (name: unknown) => {
    const where = form.stepOfQuestion(String(name));
    if (where < 0) return;
    finish.dismiss();
    keeper.dismiss();
    setAt(where);
    setLookAt({ name: String(name), turn: Date.now() });
  };
  const failed = finish.notDone ?? draft.notDone ?? (mayKeep ? null : new OtherCombination());
  return (
    <GuidedFrame
      head={
        <>
          <h1 ref={heading} tabIndex={-1} className={classes.name}>
            {client.name}
            <span className={classes.sayIt}>
              {client.goesBy && client.goesBy !== client.name && (
                <span>
                  {texts.clients.person.goesBy} <strong>{client.goesBy}</strong>
                </span>
              )}
              {client.sayIt && <span className={classes.dim}>{client.sayIt}</span>}
            </span>
          </h1>
          <p className={classes.about}>
            {assessment.title}, {placement.version(assessment.formVersion)}
          </p>
        </>
      }
      headAct={
        <>
          <DraftLine state={draft} />
          <Button variant="default" onClick={() => void finishLater()}>
            {words.finishLater}
          </Button>
        </>
      }
      steps={steps.map((s, i) => ({
        key: s.name,
        title: s.title,
        done: i !== current && i <= reached && s.needed + s.toCheck === 0,
        note: i === current ? '' : noteOf(words, s, i <= reached),
      }))}
      current={current}
      onStep={goTo}
      aside={<LookAhead clientId={client.id} called={called} all={looks.all} given={looks.given} />}
      footer={
        <>
          <Button
            variant="default"
            leftSection={<IconArrowLeft size={16} aria-hidden />}
            onClick={() => (current === 0 ? void finishLater() : goTo(current - 1))}
          >
            {words.back}
          </Button>
          <DefaultLastButton onClick={fill} />
          <span className={classes.open}>
            {!canFill && toCheck === 0 && Object.keys(assessment.lastAnswers).length === 0
              ? words.defaultLastNone
              : step && words.open(step.open)}
          </span>
          <Button
            loading={finish.busy}
            rightSection={
              <>
                {!isLast && <IconArrowRight size={16} aria-hidden className={classes.phoneArrow} />}
                <KeyHint keys="mod+enter" />
              </>
            }
            onClick={next}
          >
            {isLast ? words.finish : words.next}
          </Button>
        </>
      }
    >
      <h2 ref={top} tabIndex={-1} className={classes.stepTitle}>
        {step?.title}
      </h2>
      {step?.about && <p className={classes.stepAbout}>{step.about}</p>}
      {failed && (
        <div className={classes.failed}>
          <NotDoneFrame
            notDone={failed}
            title={finish.notDone ? placement.notFinished : placement.draftNotSaved}
            combination={combination}
            onDismiss={() => {
              finish.dismiss();
              keeper.dismiss();
            }}
            onAgain={finish.notDone ? () => void finishNow() : undefined}
            acts={{
              reload: () => location.reload(),
              question: (obstacle) => goToQuestion(obstacle.facts?.question),
            }}
          />
        </div>
      )}
      {asksUnconfirmed && (
        <UnconfirmedNotice
          count={toCheck}
          onGo={goToUnconfirmed}
          onWithout={() => void finishNow()}
          without={words.finishWithout(toCheck)}
        />
      )}
      {step && <GuidedPage key={step.name} form={form} step={step} name={called} lookAt={lookAt} />}
    </GuidedFrame>
  );
};

// What was answered there, or what is still to do.
const noteOf = (words: Texts['guided'], step: Step, reached: boolean): string => {
  if (step.toCheck > 0) return words.toCheck(step.toCheck);
  if (!reached) return '';
  if (step.needed > 0) return words.needed(step.needed);
  return step.summary || words.open(step.open);
};
