import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTexts } from '../texts/language.tsx';
import { KeyHint } from '../ui/key-hint.tsx';

/** Fills a step's open answers with the last ones given, to be confirmed; its key is the workflow's own. */
export const DefaultLastButton = ({ onClick }: { onClick: () => void }) => {
  const { guided } = useTexts();
  return (
    <Button
      variant="default"
      leftSection={<IconHistory size={16} aria-hidden />}
      rightSection={<KeyHint keys="l" />}
      onClick={onClick}
    >
      {guided.defaultLast}
    </Button>
  );
};
