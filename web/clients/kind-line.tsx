import { IconCalendarRepeat, IconMoon } from '@tabler/icons-react';
import type { ShelterKind } from '../../contract/facilities.ts';
import { useTexts } from '../texts/language.tsx';
import { ReasonLine } from '../ui/reason-line.tsx';

/** Night-by-night or extended stay, in words. */
export const KindLine = ({ kind }: { kind: ShelterKind | null }) => {
  const { kinds } = useTexts().clients;
  if (!kind) return null;
  const Icon = kind === 'night_by_night' ? IconMoon : IconCalendarRepeat;
  return <ReasonLine dim icon={<Icon size={14} aria-hidden />} reasons={[kinds[kind]]} />;
};
