import { Button } from '@mantine/core';
import type { Obstacle } from '../../contract/obstacles.ts';
import type { FormCombination } from '../accounts/combination.ts';
import { Broken, Refused, Unreachable } from '../api.ts';
import { type NotDone, OtherCombination } from '../query.ts';
import { sayObstacle, sayRefusal, useTexts } from '../texts/language.tsx';
import { type Reason, RefusalFrame } from '../ui/refusal-frame.tsx';

interface NotDoneFrameProps {
  notDone: NotDone | null;
  /** What was not done: "The card was not added". */
  title: string;
  onDismiss: () => void;
  /** Does the same again, with the same entries. */
  onAgain?: (() => void) | undefined;
  combination?: FormCombination;
  /** What the buttons of the obstacles do, by the name of the act. */
  acts?: Record<string, (obstacle: Obstacle) => void>;
  /** Names of the form's fields, for shape errors. */
  fieldNames?: Record<string, string>;
  /** More below the reasons, such as shelters that can. */
  children?: React.ReactNode;
}

/** Why an act was not done, all reasons at once, with the next steps. Shows nothing while there is no reason. */
export const NotDoneFrame = (props: NotDoneFrameProps) => {
  const { app } = useTexts();
  const { notDone, combination } = props;
  if (!notDone) return null;
  const close = (
    <Button variant="default" onClick={props.onDismiss}>
      {app.refusal.close}
    </Button>
  );
  const again = props.onAgain && <Button onClick={props.onAgain}>{app.refusal.tryAgain}</Button>;
  if (notDone instanceof OtherCombination) {
    // Switched back already: nothing stands in the way any more.
    if (!combination?.differs) return null;
    return <SwitchBack combination={combination} />;
  }
  if (notDone instanceof Unreachable) {
    return (
      <RefusalFrame tone="waiting" title={app.refusal.unreachable} said={app.refusal.unreachableWhy}>
        {again}
        {close}
      </RefusalFrame>
    );
  }
  if (notDone instanceof Broken) {
    return (
      <RefusalFrame title={app.refusal.broken} said={app.refusal.brokenWhy(notDone.requestId)}>
        {again}
        {close}
      </RefusalFrame>
    );
  }
  return <RefusedFrame {...props} refused={notDone} close={close} />;
};

const SwitchBack = ({ combination }: { combination: FormCombination }) => {
  const { app } = useTexts();
  const say = (c: FormCombination['openedAs']) =>
    c ? `${app.workgroups[c.workgroup]}, ${c.organization.name}` : app.home.noCombination;
  return (
    <RefusalFrame
      title={app.refusal.otherCombination}
      said={`${app.refusal.otherCombinationWhy(say(combination.openedAs), say(combination.inForce))} ${app.refusal.nothingSaved}`}
    >
      <Button onClick={combination.switchBack}>
        {app.refusal.switchBack(combination.openedAs?.organization.name ?? '')}
      </Button>
    </RefusalFrame>
  );
};

const RefusedFrame = (props: NotDoneFrameProps & { refused: Refused; close: React.ReactNode }) => {
  const texts = useTexts();
  const { app } = texts;
  const { reply } = props.refused;
  if (reply.status === 422) {
    return (
      <RefusalFrame title={app.refusal.keyUsed} said={app.refusal.keyUsedWhy}>
        {props.close}
      </RefusalFrame>
    );
  }
  const reasons = [
    ...reply.obstacles.map((obstacle, i) => reasonOf(texts, obstacle, i, props.acts)),
    ...Object.entries(fieldErrors(reply.fields)).map(([field, message]) => ({
      key: `field-${field}`,
      sentence: props.fieldNames?.[field] ? `${props.fieldNames[field]}: ${message}` : message,
    })),
  ];
  // The server may say itself that nothing was saved: it is said once.
  const title = sayRefusal(texts, reply).replace(/ ?Nothing was saved\.$/, '');
  const said = [title, reasons.length > 0 && app.refusal.reasons(reasons.length), app.refusal.nothingSaved];
  return (
    <RefusalFrame title={props.title} said={said.filter(Boolean).join(' ')} reasons={reasons}>
      {props.children}
      {props.close}
    </RefusalFrame>
  );
};

const reasonOf = (
  texts: ReturnType<typeof useTexts>,
  obstacle: Obstacle,
  index: number,
  acts: NotDoneFrameProps['acts'] = {},
): Reason => {
  const act = obstacle.next && acts[obstacle.next.act];
  const phone = obstacle.facts?.phone;
  const button =
    act && obstacle.next ? (
      <Button size="compact-sm" variant="default" onClick={() => act(obstacle)}>
        {texts.nextSteps[obstacle.next.act] ?? obstacle.next.label}
      </Button>
    ) : typeof phone === 'string' ? (
      <Button size="compact-sm" variant="default" component="a" href={`tel:${phone}`}>
        {texts.app.refusal.call(phone)}
      </Button>
    ) : undefined;
  return { key: `${obstacle.code}-${index}`, sentence: sayObstacle(texts, obstacle), act: button };
};

/** Shape errors by the field's own name: 'body.client.firstName' and 'client/firstName' are firstName's. */
const fieldErrors = (fields: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([path, message]) => [path.split(/[./]/).at(-1) ?? path, message]),
  );

/** Shape errors of a refusal, for showing them at their fields. */
export const fieldErrorsOf = (notDone: NotDone | null): Record<string, string> =>
  notDone instanceof Refused ? fieldErrors(notDone.reply.fields) : {};
