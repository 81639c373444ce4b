import {
  type Icon,
  IconAlertTriangleFilled,
  IconBedOff,
  IconCircle,
  IconDoorEnter,
  IconHourglass,
  IconLock,
  IconMoon,
  IconMoonFilled,
  IconOctagonMinus,
  IconUserFilled,
  IconX,
} from '@tabler/icons-react';
import type { PlaceState } from './rooms.ts';

const icons: Record<PlaceState, Icon> = {
  free: IconCircle,
  expected: IconDoorEnter,
  in_house: IconUserFilled,
  at_risk: IconAlertTriangleFilled,
  barred: IconOctagonMinus,
  held: IconHourglass,
  closed: IconX,
  kept: IconLock,
  on_leave: IconMoonFilled,
  freed: IconMoon,
  out_of_service: IconBedOff,
};

/** The icon that stands for a place's state, wherever it shows. */
export const StateIcon = ({ state, size = 14 }: { state: PlaceState; size?: number }) => {
  const StateOf = icons[state];
  return <StateOf size={size} stroke={1.9} aria-hidden />;
};
