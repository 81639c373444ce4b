import type { ClientRecord, Needs } from '../../contract/clients.ts';
import type { Texts } from '../texts/en.ts';
import type { Formats } from '../texts/formats.ts';

type Person = Texts['clients']['person'];

/** Age in words: 34, or the band they gave; null where nothing is known. */
export const sayAge = (
  texts: Person,
  client: Pick<ClientRecord, 'age' | 'ageFrom' | 'ageTo'>,
): string | null => {
  if (client.age !== null) return String(client.age);
  return client.ageFrom === null ? null : texts.about(client.ageFrom, client.ageTo);
};

/** Consent as a chip says it. */
export const sayConsent = (
  texts: Person,
  formats: Formats,
  client: Pick<ClientRecord, 'shares' | 'consentSince' | 'consentMethod'>,
): string => {
  if (client.shares === null) return texts.notAsked;
  const how = [
    client.consentMethod && (texts.methods[client.consentMethod] ?? client.consentMethod),
    client.consentSince && formats.dayMonth(formats.dayIn(client.consentSince)),
  ]
    .filter(Boolean)
    .join(' ');
  if (client.shares) return how ? texts.shares(how) : texts.sharesPlain;
  return how ? texts.doesNotShare(how) : texts.doesNotSharePlain;
};

/** What is safe for reaching this person; null where nothing was said or there is no phone. */
export const saySafeContact = (
  texts: Person,
  client: Pick<ClientRecord, 'textIsSafe' | 'voicemailIsSafe'>,
): { words: string; warns: boolean } | null => {
  const { textIsSafe: text, voicemailIsSafe: voicemail } = client;
  if (text === null && voicemail === null) return null;
  if (text && voicemail) return { words: texts.bothSafe, warns: false };
  if (text === false && voicemail === false) return { words: texts.neither, warns: true };
  if (voicemail === false)
    return { words: text ? texts.noVoicemailTextSafe : texts.noVoicemail, warns: true };
  if (text === false) return { words: voicemail ? texts.noTextVoicemailSafe : texts.noText, warns: true };
  return { words: text ? texts.textSafe : texts.voicemailSafe, warns: false };
};

type NeedName = keyof Person['needs'];

/** The needs that were found, in the order in which they decide most. */
export const namedNeeds = (needs: Needs | null): NeedName[] => {
  if (!needs) return [];
  const placement: NeedName[] = needs.placement === 'any' ? [] : [needs.placement];
  const flags = (['lowerBunk', 'accessible', 'power', 'nearStaff'] as const).filter((name) => needs[name]);
  return [...placement, ...flags];
};
