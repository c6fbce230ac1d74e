import { queryOptions, useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { get } from '../api/client';
import type { Me, Role } from '../api/types';

export const ME = ['me'] as const;
const PROJECT = 'trapline-project';
const RANK: Record<Role, number> = { viewer: 0, analyst: 1, admin: 2 };

/** Who is logged in; fails with 401 for nobody. */
export const WHO_IS_THERE = queryOptions({ queryKey: ME, queryFn: ({ signal }) => get<Me>('/api/me', {}, signal), staleTime: 60_000 });

export function useWhoIsThere() {
  return useQuery(WHO_IS_THERE);
}

/** The project that was chosen in this browser; whoever is there need not see it any more. */
export function savedProject(): string | undefined {
  return localStorage.getItem(PROJECT) ?? undefined;
}

interface Person {
  me: Me;
  /** The project that was chosen; undefined: all of them. */
  project: string | undefined;
  choose: (project: string | undefined) => void;
  /** Whether the person has this role in the project, or in any that is shown if none is named. */
  may: (role: Role, project?: string) => boolean;
}

const PersonContext = createContext<Person | null>(null);

export function includes(role: Role, least: Role): boolean {
  return RANK[role] >= RANK[least];
}

export function PersonProvider({ me, children }: { me: Me; children: ReactNode }) {
  const [saved, setSaved] = useState(savedProject);
  const person = useMemo<Person>(() => {
    const project = me.projects.some(one => one.projectId === saved) ? saved : undefined;
    return {
      me,
      project,
      choose: chosen => {
        if (chosen === undefined) {
          localStorage.removeItem(PROJECT);
        } else {
          localStorage.setItem(PROJECT, chosen);
        }
        setSaved(chosen);
      },
      may: (least, of = project) =>
        me.projects.some(one => (of === undefined || one.projectId === of) && includes(one.role, least)),
    };
  }, [me, saved]);
  return <PersonContext value={person}>{children}</PersonContext>;
}

export function usePerson(): Person {
  const person = useContext(PersonContext);
  if (!person) {
    throw new Error('usePerson outside of its provider');
  }
  return person;
}
