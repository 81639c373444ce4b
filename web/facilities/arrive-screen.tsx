import { IconScan } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from '@tanstack/react-router';
import { type Arrival, findArrival, readCode } from '../../contract/arrivals.ts';
import { useCombination } from '../accounts/session.tsx';
import { Refused } from '../api.ts';
import { pathTo } from '../paths.ts';
import { reading } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { Screen } from '../shell/screen.tsx';
import { useTexts } from '../texts/language.tsx';
import { DoorButton } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** Where the slip's QR code leads: to the arrival it stands for, at the shelter that keeps the place. */
export const ArriveScreen = () => {
  const { arrive: texts } = useTexts().facilities;
  const { code = '' } = useParams({ strict: false }) as { code?: string };
  const isShelter = useCombination()?.workgroup === 'emergency_shelter_staff';
  const wanted = readCode(code).slice(0, 100);
  const query = useQuery({
    ...reading(['arrival', wanted], findArrival, { params: { code: wanted } }),
    enabled: isShelter && wanted !== '',
  });
  const notThere = wanted === '' || (query.error instanceof Refused && query.error.reply.status === 404);
  return (
    <Screen title={texts.title} plain>
      {!isShelter ? (
        <Nothing title={texts.notShelter} why={texts.notShelterWhy} />
      ) : notThere ? (
        <Nothing title={texts.missing(wanted)} why={texts.missingWhy} />
      ) : (
        <Loaded query={query}>{(arrival) => <Found arrival={arrival} />}</Loaded>
      )}
    </Screen>
  );
};

const Found = ({ arrival }: { arrival: Arrival }) => {
  const { arrive: texts } = useTexts().facilities;
  const { facilityId, night, reservationId, state } = arrival;
  if (state === 'expected' || state === 'in_house') {
    const search = { night, reservation: reservationId, ...(state === 'in_house' && { list: 'in_house' }) };
    return <Navigate to={pathTo('facility', { facilityId })} search={search as never} replace />;
  }
  const [title, why] = {
    cancelled: [texts.cancelled, texts.cancelledWhy],
    no_show: [texts.noShow, texts.noShowWhy],
    moved: [texts.moved, texts.movedWhy],
    past: [texts.past, undefined],
    left: [texts.left, undefined],
  }[state];
  return <Nothing title={title ?? ''} why={why} facilityId={facilityId} />;
};

const Nothing = ({
  title,
  why,
  facilityId,
}: {
  title: string;
  why?: string | undefined;
  facilityId?: number;
}) => {
  const { arrive: texts } = useTexts().facilities;
  return (
    <EmptyState icon={<IconScan size={26} stroke={1.6} aria-hidden />} title={title} {...(why && { why })}>
      {facilityId === undefined ? (
        <DoorButton to={pathTo('facilities')}>{texts.toFacilities}</DoorButton>
      ) : (
        <DoorButton to={pathTo('facility', { facilityId })}>{texts.openNight}</DoorButton>
      )}
    </EmptyState>
  );
};
