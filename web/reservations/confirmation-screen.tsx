import { Button } from '@mantine/core';
import {
  IconCircleCheckFilled,
  IconCircleX,
  IconCopy,
  IconMessage,
  IconPhoneIncoming,
  IconPrinter,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Fragment, useRef, useState } from 'react';
import { countNights } from '../../contract/nights.ts';
import { type Confirmation, readReservation } from '../../contract/reservations.ts';
import { useClient } from '../clients/client-query.ts';
import { pathTo } from '../paths.ts';
import { reading } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { MissingRoom } from '../shell/missing-room.tsx';
import { useEnteredHeading, useRoomTitle } from '../shell/screen.tsx';
import { slip as english } from '../texts/en/slip.ts';
import { slip as spanish } from '../texts/es/slip.ts';
import { useFormats } from '../texts/formats.ts';
import { useLanguage, useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { Door } from '../ui/door.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import classes from './confirmation-screen.module.css';
import { copyText } from './copy-text.ts';
import { reservationKey, useReservationId } from './reservation-query.ts';
import { sayNights } from './say-nights.ts';
import { Slip } from './slip.tsx';
import { inTheOther, readOut, slipAsText } from './slip-text.ts';
import { UndoReservation } from './undo-reservation.tsx';

/** After saving: what to say now, and the slip to print or copy. */
export const ConfirmationScreen = () => {
  const id = useReservationId();
  return id === null ? <MissingRoom /> : <Read key={id} id={id} />;
};

const Read = ({ id }: { id: number }) => {
  const { slip: texts } = useTexts().reservations;
  const query = useQuery(reading(reservationKey(id), readReservation, { params: { id } }));
  return (
    <Loaded query={query} title={texts.title}>
      {(confirmation) => <Shown confirmation={confirmation} />}
    </Loaded>
  );
};

const Shown = ({ confirmation: c }: { confirmation: Confirmation }) => {
  const texts = useTexts();
  const { slip: words } = texts.reservations;
  const { language } = useLanguage();
  const formats = useFormats();
  const navigate = useNavigate();
  const { client } = useClient();
  const heading = useEnteredHeading();
  useRoomTitle(words.title);
  const [said, setSaid] = useState<string | null>(null);

  const both = [slipAsText(c, english), slipAsText(c, spanish)].join('\n\n');
  const text = useRef<HTMLAnchorElement>(null);
  const copy = () => {
    void copyText(both).then((done) => {
      setSaid(done ? words.copied : words.notCopied);
      announce(done ? words.copied : words.notCopied);
    });
  };
  const nextCall = () => void navigate({ to: pathTo('clients') });
  const isKept = c.state === 'expected' || c.state === 'in_house';
  useShortcuts([
    { keys: 't', label: words.text, act: () => text.current?.click() },
    { keys: 'p', label: words.print, act: () => print() },
    { keys: 'c', label: words.copy, act: copy },
    { keys: 'Enter', label: words.nextCall, act: nextCall },
  ]);

  const called = formats.list(c.guests.map((g) => g.goesBy ?? g.name));
  const needs = [...new Set(c.guests.flatMap((g) => g.needs))].map((need) => words.needs[need] ?? need);
  const onlyEnglish = inTheOther(c, spanish, language === 'es' ? spanish : english).map((n) => `“${n}”`);
  const pets = c.guests.reduce((sum, g) => sum + g.pets, 0);
  if (pets > 0) needs.push(texts.placement.pets(pets));
  const title = !isKept
    ? words.noPlace(called, c.facility.name, c.guests.length)
    : c.beginDate === c.facility.tonight
      ? words.hasPlaceTonight(called, c.facility.name, c.guests.length)
      : words.hasPlace(called, c.facility.name, formats.night(c.beginDate), c.guests.length);
  return (
    <div className={classes.screen}>
      <div className={classes.say}>
        <p className={isKept ? classes.saved : classes.gone}>
          {isKept ? <IconCircleCheckFilled size={24} aria-hidden /> : <IconCircleX size={24} aria-hidden />}
          {isKept
            ? words.saved(formats.time(c.createdAt, c.facility.timeZone))
            : c.state === 'moved'
              ? words.moved
              : words.cancelled}
        </p>
        <h1 ref={heading} tabIndex={-1} className={classes.title}>
          {title}
        </h1>
        <p className={classes.about}>
          {[
            formats.list(c.guests.map((g) => g.name)),
            c.endDate === null
              ? sayNights(texts, formats, c.beginDate, null)
              : words.until(
                  countNights({ begin: c.beginDate, end: c.endDate }),
                  formats.night(c.beginDate),
                  formats.night(c.endDate),
                ),
            needs.length > 0 && formats.list(needs),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {isKept && (
          <>
            <h2 className={classes.readOut}>{words.readOut}</h2>
            <Spoken confirmation={c} language="en" />
            {language === 'es' && <Spoken confirmation={c} language="es" />}
            {onlyEnglish.length > 0 && (
              <p className={classes.about}>{words.onlyInEnglish(formats.list(onlyEnglish))}</p>
            )}
            <div className={classes.acts}>
              <Button
                size="md"
                leftSection={<IconPrinter size={20} aria-hidden />}
                rightSection={<KeyHint keys="p" />}
                onClick={() => print()}
              >
                {words.print}
              </Button>
              <Button
                size="md"
                variant="default"
                component="a"
                ref={text}
                href={`sms:?body=${encodeURIComponent(both)}`}
                leftSection={<IconMessage size={20} aria-hidden />}
                rightSection={<KeyHint keys="t" />}
              >
                {words.text}
              </Button>
              <Button
                size="md"
                variant="default"
                leftSection={<IconCopy size={20} aria-hidden />}
                rightSection={<KeyHint keys="c" />}
                onClick={copy}
              >
                {words.copy}
              </Button>
              <Button
                size="md"
                variant="default"
                leftSection={<IconPhoneIncoming size={20} aria-hidden />}
                rightSection={<KeyHint keys="Enter" />}
                onClick={nextCall}
              >
                {words.nextCall}
              </Button>
            </div>
            {said && <p className={classes.about}>{said}</p>}
          </>
        )}
        <p className={classes.more}>
          <Door to={pathTo('reservation', { clientId: client.id, reservationId: c.id })}>
            {words.details}
          </Door>
        </p>
        <UndoReservation reservation={c} />
      </div>
      {isKept && (
        <section className={classes.paper} aria-label={words.preview}>
          <Slip confirmation={c} />
        </section>
      )}
    </div>
  );
};

// A phone number or a code is read as one.
const longestUnbroken = 20;

const Spoken = ({ confirmation, language }: { confirmation: Confirmation; language: 'en' | 'es' }) => (
  <p className={classes.spoken} lang={language}>
    “
    {readOut(confirmation, language === 'en' ? english : spanish).map((part, i) =>
      part.strong ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never change places
        <strong key={i} className={part.text.length < longestUnbroken ? classes.unbroken : undefined}>
          {part.text}
        </strong>
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never change places
        <Fragment key={i}>{part.lang ? <span lang={part.lang}>{part.text}</span> : part.text}</Fragment>
      ),
    )}
    ”
  </p>
);
