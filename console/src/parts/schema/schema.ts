/** The part of JSON Schema that the files of route-config are described with. */
export interface Schema {
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: string[];
  const?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  oneOf?: Schema[];
}

export type Path = (string | number)[];

/** The one of several forms that a thing of this kind has, put together with what all of them have. */
export function formOf(schema: Schema, value: unknown): Schema {
  const kind = isObject(value) ? value['kind'] : undefined;
  const branch = schema.oneOf?.find(one => one.properties?.['kind']?.const === kind);
  if (!branch) {
    return schema;
  }
  const { kind: _, ...own } = branch.properties ?? {};
  return {
    ...schema,
    properties: { ...schema.properties, ...own },
    required: [...(schema.required ?? []), ...(branch.required ?? [])],
  };
}

/** What a thing begins with when it is added. */
export function blank(schema: Schema): unknown {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object': {
      const all = formOf(schema, undefined);
      return Object.fromEntries((all.required ?? []).map(name => [name, blank(all.properties?.[name] ?? {})]));
    }
    case 'array':
      return (schema.minItems ?? 0) > 0 && schema.items?.type === 'object' ? [blank(schema.items)] : [];
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return schema.minimum ?? 0;
    default:
      return schema.enum?.[0] ?? '';
  }
}

/** `minConfidence` as people write it: `Min confidence`. */
export function title(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((node, step) => (isObject(node) || Array.isArray(node) ? (node as Record<string | number, unknown>)[step] : undefined), value);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
