import '@fontsource-variable/public-sans/wght.css';
import './theme.css';
import '@mantine/core/styles.layer.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { OpenRooms } from './accounts/open-rooms.tsx';
import { SessionGate } from './accounts/session-gate.tsx';
import { queryClient } from './query.ts';
import { makeRouter } from './routes.tsx';
import { LanguageProvider } from './texts/language.tsx';
import { cssVariablesResolver, theme } from './theme.ts';

const colorSchemes = localStorageColorSchemeManager({ key: 'berth-color-scheme' });

const Rooms = () => {
  const [router] = useState(makeRouter);
  return <RouterProvider router={router} />;
};

createRoot(document.getElementById('berth') as HTMLElement).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
    >
      <LanguageProvider>
        <QueryClientProvider client={queryClient}>
          <OpenRooms>
            <SessionGate>
              <Rooms />
            </SessionGate>
          </OpenRooms>
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  </StrictMode>,
);
