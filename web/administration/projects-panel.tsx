import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Organization } from '../../contract/accounts-administration.ts';
import type { ShelterKind } from '../../contract/facilities.ts';
import {
  cocNames,
  correctProject,
  createProject,
  type Project,
} from '../../contract/facilities-administration.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useAct } from '../query.ts';
import { fieldErrorsOf, NotDoneFrame } from '../shell/not-done-frame.tsx';
import { announce } from '../ui/announce.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './administration.module.css';
import { projectsKey, useProjects } from './administration-query.ts';
import { FormDialog } from './form-dialog.tsx';
import { useSpanWords } from './span-state.tsx';
import { useAdministrationTexts } from './texts.ts';

/** The projects of a shelter organization: what it reports as to HUD. */
export const ProjectsPanel = ({ organization }: { organization: Organization }) => {
  const { projects: texts, common } = useAdministrationTexts();
  const query = useProjects();
  const span = useSpanWords();
  const [open, setOpen] = useState<Project | 'new' | null>(null);
  const projects = (query.data?.projects ?? []).filter((p) => p.organization.id === organization.id);
  const add = <Button onClick={() => setOpen('new')}>{texts.add}</Button>;
  return (
    <Panel title={texts.title} note={texts.note} act={projects.length > 0 && add}>
      {query.data && projects.length === 0 ? (
        <EmptyState title={texts.none} why={texts.noneWhy}>
          {add}
        </EmptyState>
      ) : (
        <DataTable
          name={texts.title}
          rows={projects}
          rowKey={(p) => p.id}
          columns={[
            { head: common.name, cell: (p) => <span className={classes.strong}>{p.name}</span> },
            { head: texts.type, cell: (p) => (p.kind ? texts.types[p.kind] : texts.other) },
            { head: texts.coc, cell: (p) => <span className={classes.unbroken}>{p.cocCode}</span> },
            {
              head: texts.starts,
              cell: (p) =>
                p.operatingStartDate || p.operatingEndDate
                  ? span(p.operatingStartDate, p.operatingEndDate)
                  : '',
            },
            { head: texts.autoExitHead, cell: (p) => texts.autoExitShort(p.autoExitNights) },
            {
              head: common.change,
              cell: (p) => (
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={texts.correct(p.name)}
                  onClick={() => setOpen(p)}
                >
                  {common.change}
                </Button>
              ),
            },
          ]}
        />
      )}
      {open && (
        <ProjectForm
          key={open === 'new' ? 'new' : open.id}
          organizationId={organization.id}
          project={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </Panel>
  );
};

interface ProjectFormProps {
  organizationId: number;
  /** null: a new one */
  project: Project | null;
  onClose: () => void;
}

const ProjectForm = ({ organizationId, project, onClose }: ProjectFormProps) => {
  const { projects: texts, common } = useAdministrationTexts();
  const combination = useFormCombination();
  const [name, setName] = useState(project?.name ?? '');
  const [kind, setKind] = useState<ShelterKind>('night_by_night');
  const [coc, setCoc] = useState(project?.cocCode ?? '');
  const [starts, setStarts] = useState(project?.operatingStartDate ?? null);
  const [ends, setEnds] = useState(project?.operatingEndDate ?? null);
  const [autoExit, setAutoExit] = useState(String(project?.autoExitNights ?? 90));
  const [asked, setAsked] = useState(false);
  const done = {
    combination,
    touches: () => [projectsKey],
    onDone: () => {
      announce(project ? common.saved : texts.made);
      onClose();
    },
  };
  const create = useAct(createProject, done);
  const correct = useAct(correctProject, done);
  const { notDone, busy, dismiss } = project ? correct : create;
  const save = () => {
    setAsked(true);
    if (!name.trim()) return;
    const entries = {
      name,
      cocCode: coc.trim().toUpperCase() || null,
      operatingStartDate: starts,
      operatingEndDate: ends,
      autoExitNights: Number(autoExit),
    };
    if (project) correct.act({ params: { id: project.id }, body: entries });
    else create.act({ body: { ...entries, organizationId, kind } });
  };
  const errors = fieldErrorsOf(notDone);
  const known = cocNames[coc.trim().toUpperCase()];
  return (
    <FormDialog
      title={project ? texts.correct(project.name) : texts.add}
      save={project ? common.save : texts.add}
      busy={busy}
      onSave={save}
      onClose={onClose}
      frame={
        <NotDoneFrame
          notDone={notDone}
          title={project ? texts.notCorrected : texts.notMade}
          combination={combination}
          onDismiss={dismiss}
          onAgain={save}
          fieldNames={{ name: common.name, cocCode: texts.coc, autoExitNights: texts.autoExit }}
        />
      }
    >
      <TextInput
        label={common.name}
        maxLength={200}
        data-autofocus
        value={name}
        error={errors.name ?? (asked && !name.trim() && common.missing)}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {!project && (
        <NativeSelect
          label={texts.type}
          description={texts.noneWhy}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as ShelterKind)}
          data={(['night_by_night', 'extended_stay'] as const).map((value) => ({
            value,
            label: texts.types[value],
          }))}
        />
      )}
      <TextInput
        label={texts.coc}
        description={known ?? texts.cocHelp}
        list="coc-codes"
        autoComplete="off"
        maxLength={10}
        value={coc}
        error={errors.cocCode}
        onChange={(event) => setCoc(event.currentTarget.value)}
      />
      <datalist id="coc-codes">
        {Object.entries(cocNames).map(([code, title]) => (
          <option key={code} value={code}>
            {title}
          </option>
        ))}
      </datalist>
      <div className={classes.pair}>
        <DayInput label={texts.starts} value={starts} onChange={setStarts} description={common.optional} />
        <DayInput label={texts.ends} value={ends} onChange={setEnds} description={common.optional} />
      </div>
      <TextInput
        label={texts.autoExit}
        inputMode="numeric"
        value={autoExit}
        error={errors.autoExitNights}
        onChange={(event) => setAutoExit(event.currentTarget.value)}
      />
    </FormDialog>
  );
};
