import type { FacilityAdministration, PlacementRule } from '../../contract/facilities-administration.ts';
import { useAdministrationTexts } from './texts.ts';

/** A rule in words: "women’s · 18–24 years · only through the team". */
export const useRuleWords = () => {
  const { rules: texts } = useAdministrationTexts();
  return (rule: PlacementRule): string => {
    const words = [
      rule.placement && texts[rule.placement],
      (rule.ageFrom !== null || rule.ageTo !== null) && texts.ages(rule.ageFrom, rule.ageTo),
      rule.children && texts[rule.children],
      rule.veteransOnly && texts.veterans,
      rule.doors && texts.onlyThrough(rule.doors.map((door) => texts.doors[door]).join(', ')),
    ].filter(Boolean);
    return words.length > 0 ? words.join(' · ') : texts.everyone;
  };
};

/** 'Dormitory A', or 'Dormitory A, A3 lower' for a rule on a bed. */
export const whereOf = (facility: FacilityAdministration, rule: PlacementRule): string => {
  const room = facility.rooms.find((r) => r.id === rule.roomId || r.beds.some((b) => b.id === rule.bedId));
  const bed = room?.beds.find((b) => b.id === rule.bedId);
  return [room?.name, bed?.label].filter(Boolean).join(', ');
};
