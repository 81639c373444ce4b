import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type issueBar, type NoticeWay, noticeWays } from '../../contract/bars.ts';
import type { Input } from '../../contract/endpoint.ts';
import { useBarTexts } from './bar-texts.ts';
import classes from './bars.module.css';

type Notice = Input<typeof issueBar>['body']['notice'];

/** What was entered about the notice; `notice` is null while something is missing. */
export const useNotice = (language: string | null) => {
  const [told, setTold] = useState(true);
  const [how, setHow] = useState<NoticeWay>('letter_handed');
  const [inLanguage, setInLanguage] = useState(language ?? 'English');
  const [note, setNote] = useState('');
  const [why, setWhy] = useState('');
  const given = { how, language: inLanguage.trim(), note: note.trim() || null };
  const notice: Notice | null = told
    ? given.language
      ? { given }
      : null
    : why.trim()
      ? { notYet: why.trim() }
      : null;
  return { told, setTold, how, setHow, inLanguage, setInLanguage, note, setNote, why, setWhy, notice };
};

/** R26: told how, when and in which language; or why not yet. */
export const NoticeFields = ({
  entry,
  lacking,
}: {
  entry: ReturnType<typeof useNotice>;
  lacking: boolean;
}) => {
  const { notice: texts, change } = useBarTexts();
  return (
    <div className={classes.fields}>
      <SegmentedControl
        transitionDuration={0}
        aria-label={texts.whether}
        className={classes.tabs}
        value={entry.told ? 'told' : 'not'}
        onChange={(value) => entry.setTold(value === 'told')}
        data={[
          { value: 'told', label: texts.told },
          { value: 'not', label: texts.notTold },
        ]}
      />
      {entry.told ? (
        <>
          <div className={classes.pair}>
            <NativeSelect
              label={texts.how}
              value={entry.how}
              onChange={(event) => entry.setHow(event.currentTarget.value as NoticeWay)}
              data={noticeWays.map((way) => ({ value: way, label: texts.ways[way] ?? way }))}
            />
            <TextInput
              label={texts.language}
              maxLength={60}
              value={entry.inLanguage}
              error={lacking && !entry.inLanguage.trim() && change.missing}
              onChange={(event) => entry.setInLanguage(event.currentTarget.value)}
            />
          </div>
          <TextInput
            label={texts.note}
            maxLength={1000}
            value={entry.note}
            onChange={(event) => entry.setNote(event.currentTarget.value)}
          />
        </>
      ) : (
        <TextInput
          label={texts.why}
          maxLength={1000}
          value={entry.why}
          error={lacking && !entry.why.trim() && change.missing}
          onChange={(event) => entry.setWhy(event.currentTarget.value)}
        />
      )}
    </div>
  );
};
