import { Button, Textarea } from '@mantine/core';
import { IconPin } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { FacilitySummary } from '../../contract/facilities.ts';
import { pinShiftNote, readShiftNote, type ShiftNote, unpinShiftNote } from '../../contract/shift-notes.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { facilityKey, useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import classes from './shift-notes.module.css';

interface ShiftNotesProps {
  facility: FacilitySummary;
  notes: ShiftNote[];
  writing: boolean;
  onWritten: () => void;
}

/** Notes pinned at a facility: one not read yet stands out, one that was read is quiet. */
export const ShiftNotes = ({ facility, notes, writing, onWritten }: ShiftNotesProps) => {
  const { note: texts } = useTexts().shift;
  if (!writing && notes.length === 0) return null;
  return (
    <section className={classes.notes} aria-label={texts.name}>
      {notes.map((note) => (
        <Note key={note.id} note={note} facility={facility} />
      ))}
      {writing && <Writing facilityId={facility.id} onClose={onWritten} />}
    </section>
  );
};

const Note = ({ note, facility }: { note: ShiftNote; facility: FacilitySummary }) => {
  const { note: texts } = useTexts().shift;
  const formats = useFormats();
  const combination = useFormCombination();
  const how = (said: string) => ({
    combination,
    touches: () => [facilityKey(facility.id, 'current-reservations')],
    onDone: () => announce(said),
  });
  const read = useAct(readShiftNote, how(texts.marked));
  const unpin = useAct(unpinShiftNote, how(texts.down));
  const at = { params: { id: note.id } };
  const others = note.readings.map(({ name, at: when }) =>
    texts.by(name, formats.instant(when, facility.timeZone)),
  );
  return (
    <article className={classes.note} data-read={note.isRead || undefined}>
      <IconPin size={18} stroke={1.7} aria-hidden />
      <div className={classes.words}>
        <p className={classes.text}>{note.text}</p>
        <p className={classes.about}>
          {texts.by(note.pinnedBy, formats.instant(note.pinnedAt, facility.timeZone))} ·{' '}
          <span title={note.waitsFor.join(', ')}>
            {note.waitsFor.length === 0 ? texts.allRead : texts.waitsFor(note.waitsFor.length)}
          </span>
        </p>
        {others.length > 0 && (
          <p className={classes.about}>
            {texts.readBy} {others.join(' · ')}
          </p>
        )}
      </div>
      <div className={classes.acts}>
        {!note.isRead && (
          <Button
            size="compact-md"
            loading={read.busy}
            aria-label={texts.readOf(note.text)}
            onClick={() => read.act(at)}
          >
            {texts.read}
          </Button>
        )}
        <Button
          size="compact-md"
          variant="default"
          loading={unpin.busy}
          aria-label={texts.unpinOf(note.text)}
          onClick={() => unpin.act(at)}
        >
          {texts.unpin}
        </Button>
      </div>
      <NotDoneFrame
        notDone={read.notDone ?? unpin.notDone}
        combination={combination}
        title={texts.notMarked}
        onDismiss={() => {
          read.dismiss();
          unpin.dismiss();
        }}
      />
    </article>
  );
};

const Writing = ({ facilityId, onClose }: { facilityId: number; onClose: () => void }) => {
  const { note: texts } = useTexts().shift;
  const [text, setText] = useState('');
  const combination = useFormCombination();
  const { act, busy, notDone, dismiss } = useAct(pinShiftNote, {
    combination,
    touches: () => [facilityKey(facilityId, 'current-reservations')],
    onDone: () => {
      announce(texts.pinned);
      onClose();
    },
  });
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const pin = () => text.trim() && act({ params: { id: facilityId }, body: { text } });
  return (
    <div className={classes.writing}>
      <Textarea
        label={texts.label}
        description={texts.help}
        value={text}
        maxLength={1000}
        autosize
        minRows={2}
        maxRows={8}
        ref={field}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) pin();
          if (event.key === 'Escape') onClose();
        }}
      />
      <NotDoneFrame {...{ notDone, combination }} title={texts.notPinned} onDismiss={dismiss} onAgain={pin} />
      <div className={classes.acts}>
        <Button loading={busy} onClick={pin}>
          {texts.pin}
        </Button>
        <Button variant="default" onClick={onClose}>
          {texts.cancel}
        </Button>
      </div>
    </div>
  );
};
