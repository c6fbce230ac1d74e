import { useState } from 'react';
import { usePerson } from '../../app/me';

/** The projects whose admin the person is, and the one being looked at. */
export function useAdministered() {
  const { me, project } = usePerson();
  const projects = me.projects.filter(one => one.role === 'admin');
  const [chosen, setChosen] = useState<string>();
  const wanted = chosen ?? project;
  const current = projects.find(one => one.projectId === wanted) ?? projects[0];
  return { projects, current, choose: setChosen };
}
