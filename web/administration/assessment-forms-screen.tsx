import { Button, FileButton, NativeSelect, Textarea } from '@mantine/core';
import { IconDownload, IconForms } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { readTeamSettings } from '../../contract/accounts-administration.ts';
import {
  checkFormDefinition,
  type FormCheck,
  type FormVersion,
  listForms,
  publishForm,
  readForm,
  readStandardForm,
  TeamKind,
} from '../../contract/assessment-forms.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { call } from '../api.ts';
import { reading, useAct } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { Screen } from '../shell/screen.tsx';
import { useFormats } from '../texts/formats.ts';
import { announce } from '../ui/announce.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './administration.module.css';
import { useAdministrationTexts } from './texts.ts';

const formsKey = (organizationId: number) => ['assessment-forms', organizationId];

/** The forms of a team's assessment: every version, and the next one as data. */
export const AssessmentFormsScreen = () => {
  const { forms: texts } = useAdministrationTexts();
  const organizationId = Number(useParams({ strict: false }).organizationId);
  const team = useQuery(
    reading(['team', organizationId], readTeamSettings, { params: { id: organizationId } }),
  );
  const forms = useQuery(reading(formsKey(organizationId), listForms, { params: { id: organizationId } }));
  const [text, setText] = useState('');
  return (
    <Screen title={texts.title(team.data?.organization.name ?? '…')} about={texts.about}>
      <div className={`${classes.page} ${classes.narrow}`}>
        <Loaded query={forms}>
          {({ forms: versions }) => <Versions forms={versions} onBegin={setText} />}
        </Loaded>
        <NextVersion organizationId={organizationId} text={text} onText={setText} />
      </div>
    </Screen>
  );
};

const asText = (definition: unknown) => JSON.stringify(definition, null, 2);

const download = (name: string, text: string) => {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
};

const Versions = ({ forms, onBegin }: { forms: FormVersion[]; onBegin: (text: string) => void }) => {
  const { forms: texts, common } = useAdministrationTexts();
  const formats = useFormats();
  const read = async (form: FormVersion) =>
    asText((await call(readForm, { params: { id: form.id } })).definition);
  return (
    <Panel title={texts.versions}>
      {forms.length === 0 ? (
        <EmptyState icon={<IconForms size={24} aria-hidden />} title={texts.none} why={texts.noneWhy} />
      ) : (
        <DataTable
          name={texts.versions}
          rows={forms}
          rowKey={(form) => form.id}
          columns={[
            {
              head: texts.version,
              cell: (form) => (
                <span>
                  <span className={classes.strong}>{form.version}</span>
                  {form === forms[0] && (
                    <span className={`${classes.second} ${classes.good}`}>{texts.inUse}</span>
                  )}
                </span>
              ),
            },
            { head: texts.formTitle, cell: (form) => form.title },
            { head: texts.asks, cell: (form) => texts.count(form.pages, form.questions) },
            {
              head: texts.published,
              cell: (form) => (
                <span>
                  {formats.instantLong(form.publishedAt)}
                  {form.publishedBy && <span className={classes.second}>{texts.by(form.publishedBy)}</span>}
                </span>
              ),
            },
            {
              head: common.change,
              cell: (form) => (
                <div className={classes.buttons}>
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={texts.downloadOf(form.version)}
                    leftSection={<IconDownload size={16} aria-hidden />}
                    onClick={() =>
                      void read(form).then((text) => download(`assessment-${form.version}.json`, text))
                    }
                  >
                    {texts.download}
                  </Button>
                  <Button variant="default" size="compact-sm" onClick={() => void read(form).then(onBegin)}>
                    {texts.begin}
                  </Button>
                </div>
              ),
            },
          ]}
        />
      )}
    </Panel>
  );
};

interface NextVersionProps {
  organizationId: number;
  text: string;
  onText: (text: string) => void;
}

const NextVersion = ({ organizationId, text, onText }: NextVersionProps) => {
  const { forms: texts, common } = useAdministrationTexts();
  const combination = useFormCombination();
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const [checked, setChecked] = useState<string | null>(null);
  const [found, setFound] = useState<FormCheck | null>(null);
  const check = useAct(checkFormDefinition, { onDone: setFound });
  const publish = useAct(publishForm, {
    combination,
    touches: () => [formsKey(organizationId)],
    onDone: (form) => {
      announce(texts.publishedNow(form.version));
      onText('');
      setFound(null);
    },
  });
  const parse = (): Record<string, unknown> | null => {
    try {
      const parsed: unknown = JSON.parse(text);
      setUnreadable(null);
      return parsed as Record<string, unknown>;
    } catch (error) {
      setUnreadable(error instanceof Error ? error.message : String(error));
      return null;
    }
  };
  const look = () => {
    const definition = parse();
    setFound(null);
    setChecked(text);
    if (definition) check.act({ body: { definition } });
  };
  const good = found && checked === text && found.problems.length === 0;
  return (
    <Panel title={texts.next} note={texts.nextNote}>
      <LeaveGuard unsaved={text !== ''} />
      <div className={classes.padded}>
        <div className={classes.bar}>
          <NativeSelect
            label={texts.standard}
            value=""
            onChange={(event) => {
              const kind = event.currentTarget.value as TeamKind;
              void call(readStandardForm, { params: { kind } }).then(({ definition }) =>
                onText(asText(definition)),
              );
            }}
            data={[
              { value: '', label: common.choose },
              ...TeamKind.options.map((value) => ({ value, label: texts.kinds[value] })),
            ]}
          />
          <FileButton accept="application/json,.json" onChange={(file) => void file?.text().then(onText)}>
            {(props) => (
              <Button variant="default" {...props}>
                {texts.file}
              </Button>
            )}
          </FileButton>
        </div>
        <Textarea
          className={classes.code}
          label={texts.text}
          rows={14}
          spellCheck={false}
          value={text}
          error={unreadable && texts.noJson(unreadable)}
          onChange={(event) => onText(event.currentTarget.value)}
        />
        <NotDoneFrame
          notDone={publish.notDone ?? check.notDone}
          title={texts.notPublished}
          combination={combination}
          onDismiss={() => {
            publish.dismiss();
            check.dismiss();
          }}
        />
        {found && checked === text && <Found found={found} />}
        <div className={classes.buttons}>
          {good && (
            <Button
              loading={publish.busy}
              onClick={() => {
                const definition = parse();
                if (definition) publish.act({ params: { id: organizationId }, body: { definition } });
              }}
            >
              {texts.publish}
            </Button>
          )}
          {text.trim() && (
            <Button variant={good ? 'default' : 'filled'} loading={check.busy} onClick={look}>
              {texts.check}
            </Button>
          )}
        </div>
      </div>
    </Panel>
  );
};

const Found = ({ found }: { found: FormCheck }) => {
  const { forms: texts } = useAdministrationTexts();
  return (
    <div role="status" className={classes.fields}>
      {found.problems.length > 0 ? (
        <>
          <p className={classes.risk}>{texts.problems}</p>
          <ul className={classes.problems}>
            {found.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </>
      ) : (
        <p className={classes.good}>{texts.good(found.pages, found.questions)}</p>
      )}
      {found.remarks.length > 0 && (
        <>
          <p className={classes.late}>{texts.remarks}</p>
          <ul className={classes.problems}>
            {found.remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
};
