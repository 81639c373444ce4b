import { Button, NativeSelect } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { changeProject, closeFacility, reopenFacility } from '../../contract/displacement.ts';
import type { FacilityAdministration } from '../../contract/facilities-administration.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { pathTo } from '../paths.ts';
import { facilityKey, useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { announce } from '../ui/announce.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './administration.module.css';
import {
  administeredFacilitiesKey,
  organizationsKey,
  projectsKey,
  useProjects,
} from './administration-query.ts';
import { useAdministrationTexts } from './texts.ts';

/** What can be done only while nobody has a place there: another project, and closing for good. */
export const FacilityEnding = ({ facility }: { facility: FacilityAdministration }) => (
  <>
    <ProjectChange facility={facility} />
    <Closing facility={facility} />
  </>
);

const touchedBy = (id: number) => [facilityKey(id), administeredFacilitiesKey, projectsKey, organizationsKey];

const ProjectChange = ({ facility }: { facility: FacilityAdministration }) => {
  const { settings: texts, projects: projectTexts } = useAdministrationTexts();
  const combination = useFormCombination();
  const [projectId, setProjectId] = useState(facility.project.id);
  const projects = (useProjects().data?.projects ?? []).filter(
    (p) => p.organization.id === facility.organization.id && p.kind !== null,
  );
  const { act, busy, notDone, dismiss } = useAct(changeProject, {
    combination,
    touches: () => touchedBy(facility.id),
    onDone: () => announce(texts.projectChanged),
  });
  const save = () => act({ params: { id: facility.id }, body: { projectId } });
  if (projects.length < 2 || facility.closedAt) return null;
  return (
    <Panel title={texts.project} padded>
      <div className={classes.fields}>
        <NativeSelect
          label={texts.project}
          description={texts.projectWhy}
          value={projectId}
          onChange={(event) => setProjectId(Number(event.currentTarget.value))}
          data={projects.map((p) => ({
            value: String(p.id),
            label: `${p.name} (${p.kind ? projectTexts.types[p.kind] : ''})`,
          }))}
        />
        {projectId !== facility.project.id && (
          <div>
            <Button variant="default" loading={busy} onClick={save}>
              {texts.projectChange}
            </Button>
          </div>
        )}
        <NotDoneFrame
          notDone={notDone}
          title={texts.projectNotChanged}
          combination={combination}
          onDismiss={dismiss}
          onAgain={save}
        />
      </div>
    </Panel>
  );
};

const Closing = ({ facility }: { facility: FacilityAdministration }) => {
  const { settings: texts } = useAdministrationTexts();
  const navigate = useNavigate();
  const combination = useFormCombination();
  const touches = () => touchedBy(facility.id);
  const close = useAct(closeFacility, { combination, touches, onDone: () => announce(texts.closedNow) });
  const reopen = useAct(reopenFacility, { combination, touches, onDone: () => announce(texts.reopened) });
  const { act, busy } = facility.closedAt ? reopen : close;
  return (
    <Panel title={texts.closing} padded>
      <div className={classes.fields}>
        {!facility.closedAt && <p className={classes.dim}>{texts.closingWhy}</p>}
        <div>
          <Button variant="default" loading={busy} onClick={() => act({ params: { id: facility.id } })}>
            {facility.closedAt ? texts.reopen : texts.close}
          </Button>
        </div>
        <NotDoneFrame
          notDone={close.notDone ?? reopen.notDone}
          title={texts.notClosed}
          combination={combination}
          acts={{ open_board: () => void navigate({ to: pathTo('facility', { facilityId: facility.id }) }) }}
          onDismiss={() => {
            close.dismiss();
            reopen.dismiss();
          }}
        />
      </div>
    </Panel>
  );
};
