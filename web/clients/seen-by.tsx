import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { readWhoHasSeen } from '../../contract/clients.ts';
import { call } from '../api.ts';
import { clientKey } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/panel.tsx';
import { useClient } from './client-query.ts';
import { ClientRoom } from './client-room.tsx';
import lists from './lists.module.css';

/** Who has seen or changed this record, newest first, a page at a time. */
export const SeenBy = () => {
  const { auditActs, clients } = useTexts();
  const { seenBy: texts } = clients;
  const { client } = useClient();
  const formats = useFormats();
  const query = useInfiniteQuery({
    queryKey: clientKey(client.id, 'seen-by'),
    queryFn: ({ pageParam, signal }) =>
      call(
        readWhoHasSeen,
        { params: { id: client.id }, query: pageParam ? { before: pageParam } : {} },
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.entries.at(-1)?.id,
  });
  return (
    <ClientRoom title={texts.title} about={texts.about}>
      <Sheet>
        <Loaded query={query}>
          {({ pages }) => {
            const entries = pages.flatMap((page) => page.entries);
            const timeZone = pages[0]?.timeZone;
            if (entries.length === 0) {
              return (
                <EmptyState
                  icon={<IconEye size={24} stroke={1.5} aria-hidden />}
                  title={texts.none}
                  why={texts.noneWhy}
                />
              );
            }
            return (
              <DataTable
                name={texts.title}
                rows={entries}
                rowKey={(entry) => entry.id}
                columns={[
                  {
                    head: texts.when,
                    width: '24%',
                    cell: (entry) => formats.instantLong(entry.at, timeZone),
                  },
                  {
                    head: texts.who,
                    width: '22%',
                    cell: (entry) => (
                      <span className={lists.strong}>
                        {entry.userName ?? (entry.who === 'program' ? texts.program : texts.somebody)}
                      </span>
                    ),
                  },
                  {
                    head: texts.organization,
                    width: '26%',
                    cell: (entry) => (entry.who === 'somebody' ? texts.elsewhere : entry.organization),
                  },
                  { head: texts.act, cell: (entry) => auditActs[entry.act] },
                ]}
              />
            );
          }}
        </Loaded>
      </Sheet>
      {query.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {texts.earlier}
          </Button>
        </div>
      )}
    </ClientRoom>
  );
};
