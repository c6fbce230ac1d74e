import { Select } from '@mantine/core';
import { useSpeech } from '../../i18n';

/** Which project it is about, where there is more than one. */
export function ProjectChoice({ projects, value, choose }: { projects: { projectId: string; name: string }[]; value: string; choose: (project: string) => void }) {
  const { t } = useSpeech();
  return projects.length > 1 ? (
    <Select label={t('shell.project')} allowDeselect={false} value={value} onChange={chosen => chosen && choose(chosen)} data={projects.map(one => ({ value: one.projectId, label: one.name }))} />
  ) : null;
}
