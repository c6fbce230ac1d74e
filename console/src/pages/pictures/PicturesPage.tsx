import { Button, Collapse } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Filter as FilterIcon } from '../../parts/icons';
import { later } from '../../parts/later';
import { PageHead } from '../../parts/PageHead';
import { needForm, query, read, write } from './filters';
import { Gallery } from './Gallery';
import { useSelection } from './useSelection';

// Most people come to look, and need neither.
export const filterForm = later(() => import('./FilterForm').then(file => file.FilterForm), () => null);
const bulkBar = later(() => import('./BulkBar').then(file => file.BulkBar), () => null);

export function PicturesPage() {
  const { t } = useSpeech();
  const { project, may } = usePerson();
  const selection = useSelection();
  const [search, setSearch] = useSearchParams();
  const filters = useMemo(() => read(search), [search]);
  const asked = useMemo(() => query(filters, project), [filters, project]);
  const count = Object.keys(filters).length;
  const [open, { toggle }] = useDisclosure(needForm(filters));
  const text = write(filters);
  const unverified = filters.verified === 'false';

  return (
    <>
      <PageHead title={t('pictures.title')}>
        {may('analyst') && <Button variant="default" onClick={selection.toggleMode} aria-pressed={selection.on}>{t(selection.on ? 'select.stop' : 'select.start')}</Button>}
        {may('analyst') && <Button variant={unverified ? 'light' : 'default'} aria-pressed={unverified} onClick={() => setSearch(write({ ...filters, verified: unverified ? undefined : 'false' }), { replace: true })}>{t('pictures.unverified')}</Button>}
        <Button variant="default" leftSection={<FilterIcon />} onClick={toggle} aria-expanded={open}>
          {count > 0 ? t('pictures.filtersSet', { count }) : t('pictures.filters')}
        </Button>
        <Button variant="default" component={Link} to={`/exports${write(filters)}`} visibleFrom="sm">{t('exports.these')}</Button>
        {count > 0 && <Button variant="subtle" onClick={() => setSearch({}, { replace: true })}>{t('pictures.clear')}</Button>}
      </PageHead>
      <Collapse expanded={open} keepMounted={false}>
        <filterForm.Later filters={filters} change={next => setSearch(write(next), { replace: true })} />
      </Collapse>
      <Gallery key={JSON.stringify(asked)} query={asked} search={text} {...(selection.on ? { selection } : {})} />
      {selection.on && <bulkBar.Later selection={selection} />}
    </>
  );
}
