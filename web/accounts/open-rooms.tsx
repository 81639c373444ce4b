import { lazy, type ReactNode, Suspense } from 'react';
import { StartScreen } from './start-screen.tsx';

const rooms = {
  'first-administrator': lazy(() =>
    import('./welcome-screen.tsx').then(({ FirstAdministratorScreen }) => ({
      default: FirstAdministratorScreen,
    })),
  ),
  'new-password': lazy(() =>
    import('./welcome-screen.tsx').then(({ NewPasswordScreen }) => ({ default: NewPasswordScreen })),
  ),
};

/** Rooms that a link opens for somebody who can't sign in yet; every other address is behind the session gate. */
export const OpenRooms = ({ children }: { children: ReactNode }) => {
  const [, name = '', token = ''] = location.pathname.split('/');
  const Room = rooms[name as keyof typeof rooms];
  if (!Room || !token) return children;
  return (
    <Suspense fallback={<StartScreen />}>
      <Room token={token} />
    </Suspense>
  );
};
