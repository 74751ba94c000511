/** The application's own words about a contact, one a line; objects in them are flattened to paths. */
export function Attributes({ of: attributes }: { of: unknown }) {
  const rows = flatten(attributes, "");
  if (rows.length === 0) return null;
  return (
    <dl class="attributes">
      {rows.slice(0, 24).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
    </dl>
  );
}

function flatten(value: unknown, path: string): [string, string][] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "object") return [[path, String(value)]];
  return Object.entries(value).flatMap(([name, inner]) => flatten(inner, path ? `${path}.${name}` : name));
}
