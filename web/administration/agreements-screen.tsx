import { Button, NativeSelect } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import { type Agreement, endAgreement, makeAgreement } from '../../contract/accounts-administration.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useAct } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { fieldErrorsOf, NotDoneFrame } from '../shell/not-done-frame.tsx';
import { Screen } from '../shell/screen.tsx';
import { announce } from '../ui/announce.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './administration.module.css';
import { agreementsKey, organizationsKey, useAgreements, useOrganizations } from './administration-query.ts';
import { FormDialog } from './form-dialog.tsx';
import { fits, ListBar } from './list-bar.tsx';
import { SpanState, useSpanWords } from './span-state.tsx';
import { useAdministrationTexts } from './texts.ts';

/** Which team may book at which shelter. */
export const AgreementsScreen = () => {
  const { agreements: texts } = useAdministrationTexts();
  const query = useAgreements();
  const [adding, setAdding] = useState(false);
  return (
    <Screen
      title={texts.title}
      about={texts.about}
      act={<Button onClick={() => setAdding(true)}>{texts.add}</Button>}
    >
      <div className={classes.page}>
        <Loaded query={query}>
          {({ agreements }) => <AgreementList agreements={agreements} onAdd={() => setAdding(true)} />}
        </Loaded>
      </div>
      {adding && <NewAgreement onClose={() => setAdding(false)} />}
    </Screen>
  );
};

const AgreementList = ({ agreements, onAdd }: { agreements: Agreement[]; onAdd: () => void }) => {
  const { agreements: texts, common } = useAdministrationTexts();
  const span = useSpanWords();
  const combination = useFormCombination();
  const [filter, setFilter] = useState('');
  const [overToo, setOverToo] = useState(false);
  const [ending, setEnding] = useState<Agreement | null>(null);
  const end = useAct(endAgreement, {
    combination,
    touches: () => [agreementsKey, organizationsKey],
    onDone: () => announce(texts.ended),
  });
  if (agreements.length === 0) {
    return (
      <EmptyState icon={<IconFileText size={26} aria-hidden />} title={texts.none} why={texts.noneWhy}>
        <Button onClick={onAdd}>{texts.add}</Button>
      </EmptyState>
    );
  }
  const over = agreements.filter((a) => a.state === 'over').length;
  const shown = agreements.filter(
    (a) => (overToo || a.state !== 'over') && fits(filter, a.team.name, a.shelter.name),
  );
  return (
    <>
      <ListBar
        filter={filter}
        onFilter={setFilter}
        label={common.filter}
        ended={
          over > 0
            ? {
                shown: overToo,
                toggle: () => setOverToo(!overToo),
                text: overToo ? common.hideEnded : common.showEnded(over),
              }
            : undefined
        }
      />
      <NotDoneFrame
        notDone={end.notDone}
        title={texts.notEnded}
        combination={combination}
        onDismiss={end.dismiss}
      />
      <Panel title={texts.title}>
        {shown.length === 0 ? (
          <EmptyState title={common.nothingFound} why={common.nothingFoundWhy} />
        ) : (
          <DataTable
            name={texts.title}
            rows={shown}
            rowKey={(a) => a.id}
            columns={[
              { head: texts.team, cell: (a) => <span className={classes.strong}>{a.team.name}</span> },
              { head: texts.shelter, cell: (a) => <span className={classes.strong}>{a.shelter.name}</span> },
              { head: texts.days, cell: (a) => span(a.beginsOn, a.endsOn) },
              { head: texts.state, cell: (a) => <SpanState state={a.state} /> },
              {
                head: common.change,
                cell: (a) =>
                  a.state !== 'over' && (
                    <Button
                      variant="default"
                      size="compact-sm"
                      disabled={end.busy}
                      aria-label={texts.endOf(a.team.name, a.shelter.name)}
                      onClick={() => setEnding(a)}
                    >
                      {texts.end}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Panel>
      <Dialog
        opened={ending !== null}
        asks
        onClose={() => setEnding(null)}
        title={ending ? texts.endAsks(ending.team.name, ending.shelter.name) : ''}
        buttons={
          <>
            <Button
              onClick={() => {
                if (ending) end.act({ params: { id: ending.id }, body: {} });
                setEnding(null);
              }}
            >
              {texts.end}
            </Button>
            <Button variant="default" onClick={() => setEnding(null)}>
              {common.cancel}
            </Button>
          </>
        }
      >
        <p>{texts.endWhy}</p>
      </Dialog>
    </>
  );
};

const NewAgreement = ({ onClose }: { onClose: () => void }) => {
  const { agreements: texts, common } = useAdministrationTexts();
  const organizations = (useOrganizations().data?.organizations ?? []).filter((o) => !o.closedAt);
  const combination = useFormCombination();
  const [teamId, setTeamId] = useState<number | null>(null);
  const [shelterId, setShelterId] = useState<number | null>(null);
  const [beginsOn, setBeginsOn] = useState<string | null>(null);
  const [endsOn, setEndsOn] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const { act, busy, notDone, dismiss } = useAct(makeAgreement, {
    combination,
    touches: () => [agreementsKey, organizationsKey],
    onDone: () => {
      announce(texts.made);
      onClose();
    },
  });
  const save = () => {
    setAsked(true);
    if (teamId && shelterId) act({ body: { teamId, shelterId, endsOn, ...(beginsOn && { beginsOn }) } });
  };
  const choice = (kind: 'reservation_team' | 'shelter') => [
    { value: '', label: common.choose },
    ...organizations.filter((o) => o.kind === kind).map((o) => ({ value: String(o.id), label: o.name })),
  ];
  const errors = fieldErrorsOf(notDone);
  return (
    <FormDialog
      title={texts.add}
      save={texts.add}
      busy={busy}
      onSave={save}
      onClose={onClose}
      frame={
        <NotDoneFrame
          notDone={notDone}
          title={texts.notMade}
          combination={combination}
          onDismiss={dismiss}
          onAgain={save}
        />
      }
    >
      <NativeSelect
        label={texts.team}
        data-autofocus
        value={teamId ?? ''}
        error={asked && !teamId && common.missing}
        onChange={(event) => setTeamId(Number(event.currentTarget.value) || null)}
        data={choice('reservation_team')}
      />
      <NativeSelect
        label={texts.shelter}
        value={shelterId ?? ''}
        error={asked && !shelterId && common.missing}
        onChange={(event) => setShelterId(Number(event.currentTarget.value) || null)}
        data={choice('shelter')}
      />
      <div className={classes.pair}>
        <DayInput label={common.from} value={beginsOn} onChange={setBeginsOn} description={common.fromHelp} />
        <DayInput
          label={common.until}
          value={endsOn}
          onChange={setEndsOn}
          description={common.untilHelp}
          error={errors.endsOn}
        />
      </div>
    </FormDialog>
  );
};
