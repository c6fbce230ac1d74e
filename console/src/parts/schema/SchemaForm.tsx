import { Button, Fieldset, Group, MultiSelect, NumberInput, Select, Stack, Switch, TagsInput, Text, TextInput } from '@mantine/core';
import { useSpeech } from '../../i18n';
import { blank, formOf, isObject, type Path, type Schema, title } from './schema';

export interface FormProps {
  schema: Schema;
  value: unknown;
  path?: Path;
  /** What is wrong, by path with slashes, such as `/tell/0/channel`. */
  problems?: Record<string, string>;
  /** undefined: it shall not be there. */
  onChange: (path: Path, value: unknown) => void;
}

/** The fields of a thing, as its JSON schema describes them: those that are there, and a way to add the others. */
export function SchemaForm({ schema, value, path = [], problems = {}, onChange }: FormProps) {
  const { t } = useSpeech();
  const form = formOf(schema, value);
  const has = isObject(value) ? value : {};
  const required = new Set(form.required ?? []);
  const properties = Object.entries(form.properties ?? {});
  const shown = properties.filter(([name]) => name in has || required.has(name));
  const absent = properties.filter(([name]) => !(name in has) && !required.has(name));
  return (
    <Stack gap="sm">
      {shown.map(([name, one]) => (
        <Group key={name} align="flex-start" wrap="nowrap" gap="xs">
          <div style={{ flex: 1, minWidth: 0 }}>
            <Field name={name} schema={one} value={has[name]} path={[...path, name]} required={required.has(name)} problems={problems} onChange={onChange} />
          </div>
          {!required.has(name) && (
            <Button variant="subtle" color="gray" size="compact-sm" mt={4} aria-label={t('form.removeNamed', { name: title(name) })} onClick={() => onChange([...path, name], undefined)}>✕</Button>
          )}
        </Group>
      ))}
      {absent.length > 0 && (
        <Select
          aria-label={t('form.add')}
          placeholder={t('form.add')}
          searchable
          value={null}
          size="sm"
          maw={320}
          data={absent.map(([name]) => ({ value: name, label: title(name) }))}
          renderOption={({ option }) => (
            <div>
              <Text size="sm">{option.label}</Text>
              <Text size="xs" c="dimmed">{form.properties?.[option.value]?.description}</Text>
            </div>
          )}
          onChange={name => name && onChange([...path, name], blank(form.properties?.[name] ?? {}))}
        />
      )}
    </Stack>
  );
}

function Field({ name, schema, value, path, required, problems, onChange }: Required<Omit<FormProps, 'value'>> & { name: string; value: unknown; required: boolean }) {
  const { t } = useSpeech();
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  const error = problems[`/${path.join('/')}`];
  const common = { label: title(name), description: schema.description, error, withAsterisk: required };
  if (type === 'object') {
    return (
      <Fieldset legend={title(name)} p="sm">
        {schema.description && <Text size="sm" c="dimmed" mb="xs">{schema.description}</Text>}
        {error && <Text size="sm" c="var(--mantine-color-error)" mb="xs">{error}</Text>}
        <SchemaForm schema={schema} value={value} path={path} problems={problems} onChange={onChange} />
      </Fieldset>
    );
  }
  if (type === 'array' && schema.items?.type === 'object') {
    const items = Array.isArray(value) ? value : [];
    return (
      <Fieldset legend={title(name)} p="sm">
        {schema.description && <Text size="sm" c="dimmed" mb="xs">{schema.description}</Text>}
        {error && <Text size="sm" c="var(--mantine-color-error)" mb="xs">{error}</Text>}
        <Stack>
          {items.map((item, index) => (
            <Fieldset key={index} variant="filled" p="sm" legend={`${index + 1}`}>
              <SchemaForm schema={schema.items ?? {}} value={item} path={[...path, index]} problems={problems} onChange={onChange} />
              <Button variant="default" size="compact-sm" mt="sm" onClick={() => onChange([...path, index], undefined)}>{t('form.remove')}</Button>
            </Fieldset>
          ))}
          <Button variant="default" size="sm" style={{ alignSelf: 'flex-start' }} onClick={() => onChange([...path, items.length], blank(schema.items ?? {}))}>{t('form.addOne')}</Button>
        </Stack>
      </Fieldset>
    );
  }
  if (type === 'array') {
    const items = Array.isArray(value) ? value.map(String) : [];
    return schema.items?.enum ? (
      <MultiSelect {...common} data={schema.items.enum} value={items} onChange={chosen => onChange(path, chosen)} clearButtonProps={{ 'aria-label': t('filter.clear') }} />
    ) : (
      <TagsInput {...common} value={items} onChange={chosen => onChange(path, chosen)} />
    );
  }
  if (type === 'boolean') {
    return <Switch {...common} checked={value === true} onChange={event => onChange(path, event.currentTarget.checked)} />;
  }
  if (type === 'integer' || type === 'number') {
    return (
      <NumberInput
        {...common}
        value={typeof value === 'number' || typeof value === 'string' ? value : ''}
        min={schema.minimum}
        max={schema.maximum}
        allowDecimal={type === 'number'}
        step={type === 'number' && (schema.maximum ?? 2) <= 1 ? 0.05 : 1}
        onChange={chosen => onChange(path, chosen)}
      />
    );
  }
  if (schema.enum) {
    return <Select {...common} data={schema.enum} value={typeof value === 'string' ? value : null} allowDeselect={false} onChange={chosen => chosen && onChange(path, chosen)} />;
  }
  return <TextInput {...common} value={typeof value === 'string' || typeof value === 'number' ? String(value) : ''} onChange={event => onChange(path, event.currentTarget.value)} />;
}
