import { useRouter } from '@tanstack/react-router';
import { useCombination } from '../accounts/session.tsx';
import { type Room, rooms } from '../paths.ts';
import { workgroupsOf, workspaces } from '../workspaces.ts';

/** Whether a door may show: the room is built, and the workgroup in force has something in it. */
export const useHasRoom = () => {
  const router = useRouter();
  const workgroup = useCombination()?.workgroup;
  const built = router.routesByPath as Record<string, unknown>;
  return (room: Room, workgroups = workgroupsOf(room)): boolean => {
    const isBuilt = rooms[room] in built || `${rooms[room]}/` in built;
    const isOpen =
      !workgroups || room === 'home' || (workgroup !== undefined && workgroups.includes(workgroup));
    return isBuilt && isOpen;
  };
};

/** The workspaces in which the combination in force has something. */
export const useWorkspaces = () => {
  const hasRoom = useHasRoom();
  const supervises = useCombination()?.supervisor ?? false;
  return workspaces.filter(
    (w) => hasRoom(w.room, w.workgroups) || (supervises && w.supervisors && hasRoom(w.room, w.supervisors)),
  );
};
