import type { BoardPlace, CurrentReservations } from '../../contract/reservations.ts';
import { useTexts } from '../texts/language.tsx';
import classes from './places-list.module.css';
import { namePlace } from './rooms.ts';
import { featuresOf, useSayState } from './say-place.ts';
import { StateIcon } from './state-icon.tsx';

interface PlacesListProps {
  board: CurrentReservations;
  places: BoardPlace[];
  chosen: ReadonlySet<number>;
  onPick: (place: BoardPlace) => void;
}

/** Free or closed places, room by room; each leads to its deck. */
export const PlacesList = ({ board, places, chosen, onPick }: PlacesListProps) => {
  const { board: words } = useTexts().facilities;
  const sayState = useSayState(board.facility.timeZone);
  const rooms = new Map(board.rooms.map((r) => [r.id, r]));
  return (
    <ul>
      {places.map((place) => {
        const room = rooms.get(place.roomId);
        const unit = room?.units.find((u) => u.id === place.unitId);
        return (
          <li key={place.bedId} className={classes.row} data-selected={chosen.has(place.bedId) || undefined}>
            <StateIcon state={place.state} size={16} />
            <div>
              <button type="button" className={classes.pick} onClick={() => onPick(place)}>
                {namePlace(place, words.kinds)}
              </button>
              <p className={classes.about}>
                {[room?.name, unit?.name, ...featuresOf(place, words.features)].filter(Boolean).join(' · ')}
              </p>
            </div>
            <p className={classes.state}>{[place.shortName, sayState(place)].filter(Boolean).join(', ')}</p>
          </li>
        );
      })}
    </ul>
  );
};
