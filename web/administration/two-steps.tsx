import { Button, Checkbox } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { Consequences } from '../../contract/displacement.ts';
import type { Endpoint, Input } from '../../contract/endpoint.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { Refused } from '../api.ts';
import { facilityKey, useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { announce } from '../ui/announce.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { focusFirstError, isFilled } from '../ui/filled.ts';
import { useShortcuts } from '../ui/keyboard.ts';
import classes from './administration.module.css';
import { administeredFacilitiesKey } from './administration-query.ts';
import { ConsequencesList } from './consequences-list.tsx';
import { useAdministrationTexts } from './texts.ts';

type Step = Endpoint & { reply: typeof Consequences };

interface TwoStepsProps {
  title: string;
  /** The act's button, and what is said when it is done or is not. */
  words: { doIt: string; done: string; undone: string };
  facilityId: number;
  preview: Step;
  act: Step;
  params: { id: number };
  /** What is asked for; null while the form lacks something. */
  body: object | null;
  /** Called when somebody goes on although the form lacks something. */
  onLacking?: () => void;
  onClose: () => void;
  size?: number;
  /** The fields. */
  children?: ReactNode;
}

/**
 * A dialog for what may take a place from somebody: first it shows what would follow, then it does it. Who is displaced
 * must be seen and accepted by a tick; if the list has changed meanwhile, it is shown again.
 */
export const TwoSteps = (props: TwoStepsProps) => {
  const { steps: texts, common } = useAdministrationTexts();
  const combination = useFormCombination();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [seen, setSeen] = useState<{ of: string; told: Consequences } | null>(null);
  const [accepted, setAccepted] = useState(false);
  const [acceptMissing, setAcceptMissing] = useState(false);
  const asked = JSON.stringify(props.body);
  const inputOf = (body: object) => ({ params: props.params, body }) as unknown as Input<Step>;

  const look = useAct(props.preview, {
    combination,
    onDone: (told) => {
      setSeen({ of: asked, told });
      setAccepted(false);
      setAcceptMissing(false);
    },
  });
  const act = useAct(props.act, {
    combination,
    touches: () => [facilityKey(props.facilityId), administeredFacilitiesKey],
    onDone: () => {
      announce(props.words.done);
      props.onClose();
    },
  });
  const told = seen && seen.of === asked ? seen.told : null;
  const displacing = [...new Set(told?.displaced.map((d) => d.reservationId) ?? [])];

  const { notDone, dismiss } = act;
  const changed = notDone instanceof Refused && notDone.reply.code.startsWith('displaces');
  // Other people are affected than were seen: the list is read anew instead of refusing again and again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per refusal
  useEffect(() => {
    if (!changed || !props.body) return;
    dismiss();
    announce(texts.changed);
    look.act(inputOf(props.body));
  }, [changed]);

  const goOn = (event?: FormEvent) => {
    event?.preventDefault();
    if (look.busy || act.busy) return;
    focusFirstError(form.current);
    const filled = isFilled(form.current);
    if (!props.body) props.onLacking?.();
    if (!props.body || !filled) return;
    if (!told) return look.act(inputOf(props.body));
    if (displacing.length > 0 && !accepted) return setAcceptMissing(true);
    act.act(inputOf({ ...props.body, displacing, acceptDisplaced: accepted }));
  };
  const save = told ? props.words.doIt : texts.look;
  useShortcuts([{ keys: 'mod+enter', label: save, inDialog: true, act: goOn }]);
  return (
    <Dialog
      opened
      onClose={props.onClose}
      title={props.title}
      size={props.size ?? 560}
      buttons={
        <>
          <Button type="submit" form={id} loading={look.busy || act.busy}>
            {save}
          </Button>
          <Button variant="default" onClick={props.onClose}>
            {common.cancel}
          </Button>
        </>
      }
    >
      <div className={classes.dialog}>
        <form ref={form} id={id} onSubmit={goOn} noValidate className={classes.fields}>
          {props.children}
          {told && (
            <div role="status" ref={scrollTo}>
              <ConsequencesList told={told} />
            </div>
          )}
          {displacing.length > 0 && (
            <Checkbox
              label={texts.accept}
              checked={accepted}
              error={acceptMissing && !accepted && texts.acceptFirst}
              onChange={(event) => setAccepted(event.currentTarget.checked)}
            />
          )}
        </form>
        <NotDoneFrame
          notDone={look.notDone ?? (changed ? null : act.notDone)}
          title={look.notDone ? texts.notWorkedOut : props.words.undone}
          combination={combination}
          onDismiss={() => {
            look.dismiss();
            dismiss();
          }}
          onAgain={goOn}
        />
      </div>
    </Dialog>
  );
};

// The list appears below the fields, which may fill the screen.
const scrollTo = (list: HTMLElement | null) => list?.scrollIntoView({ block: 'nearest' });
