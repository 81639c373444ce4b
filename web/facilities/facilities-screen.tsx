import { IconBuildingCommunity, IconCalendarRepeat, IconMoon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { listTonight, type TonightAtFacility } from '../../contract/arrivals.ts';
import { useCombination } from '../accounts/session.tsx';
import { pathTo } from '../paths.ts';
import { reading } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { Screen } from '../shell/screen.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { Door, DoorButton } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Freshness } from '../ui/freshness.tsx';
import classes from './facilities-screen.module.css';
import { useFacilitiesChanges } from './use-facilities-changes.ts';

/** The shelter's facilities, with what tonight brings; where there is one only, its Current Reservations open at once. */
export const FacilitiesScreen = () => {
  const { list: texts, title } = useTexts().facilities;
  const inForce = useCombination();
  const isShelter = inForce?.workgroup === 'emergency_shelter_staff';
  const query = useQuery({ ...reading(['tonight'], listTonight, {}), enabled: isShelter });
  useFacilitiesChanges(query.data?.facilities.map((f) => f.facility.id) ?? []);
  if (!isShelter) {
    return (
      <Screen title={texts.title} plain>
        <EmptyState title={texts.notShelter} why={texts.notShelterWhy} />
      </Screen>
    );
  }
  return (
    <Screen
      title={texts.title}
      about={texts.about(inForce.organization.name)}
      act={
        <DoorButton variant="default" to={pathTo('bars')}>
          {title.bars}
        </DoorButton>
      }
    >
      <Loaded query={query}>
        {({ facilities }) => {
          const [only] = facilities;
          if (!only) {
            return (
              <EmptyState
                icon={<IconBuildingCommunity size={26} stroke={1.6} aria-hidden />}
                title={texts.none}
                why={texts.noneWhy}
              />
            );
          }
          if (facilities.length === 1)
            return <Navigate to={pathTo('facility', { facilityId: only.facility.id })} replace />;
          return <FacilitiesTable facilities={facilities} />;
        }}
      </Loaded>
    </Screen>
  );
};

const FacilitiesTable = ({ facilities }: { facilities: TonightAtFacility[] }) => {
  const { list: texts } = useTexts().facilities;
  const formats = useFormats();
  const columns: Column<TonightAtFacility>[] = [
    { head: texts.facility, cell: ({ facility }) => <FacilityDoor facility={facility} /> },
    { head: texts.tonight, cell: ({ facility }) => formats.night(facility.tonight) },
    { head: texts.expected, cell: ({ expected }) => <strong className={classes.count}>{expected}</strong> },
    { head: texts.inHouse, cell: ({ inHouse }) => <strong className={classes.count}>{inHouse}</strong> },
    {
      head: texts.count,
      cell: ({ facility: f }) => (
        <Freshness at={f.countConfirmedAt} stale={f.countIsStale} timeZone={f.timeZone} />
      ),
    },
  ];
  return (
    <div className={classes.table}>
      <DataTable name={texts.title} columns={columns} rows={facilities} rowKey={(row) => row.facility.id} />
    </div>
  );
};

const FacilityDoor = ({ facility }: { facility: TonightAtFacility['facility'] }) => {
  const { list: texts } = useTexts().facilities;
  const isExtended = facility.kind === 'extended_stay';
  return (
    <div>
      <Door to={pathTo('facility', { facilityId: facility.id })} className={classes.door}>
        {facility.name}
      </Door>
      <span className={classes.kind}>
        {isExtended ? <IconCalendarRepeat size={14} aria-hidden /> : <IconMoon size={14} aria-hidden />}{' '}
        {isExtended ? texts.extendedStay : texts.nightByNight}
      </span>
    </div>
  );
};
