import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parseAllDocuments } from "yaml";

const require = createRequire(import.meta.url);
const folder = "deploy/kubernetes";

/** The manifests against the schemas of Kubernetes, and their names against each other. */
export async function checkKubernetes(root) {
  const found = [];
  const objects = [];
  let listed = [];
  for (const file of readdirSync(join(root, folder)).sort()) {
    for (const document of parseAllDocuments(readFileSync(join(root, folder, file), "utf8"))) {
      for (const error of document.errors) found.push(`${folder}/${file}: ${error.message}`);
      const object = document.toJS();
      // kustomize's own file is not the cluster's, and has no schema among Kubernetes'.
      if (object.kind === "Kustomization") listed = object.resources;
      else objects.push({ file, ...object });
    }
  }

  for (const object of objects) {
    for await (const wrong of ofSchema(object)) found.push(`${nameOf(object)}: ${wrong}`);
    for (const wrong of ofNames(object, objects)) found.push(`${nameOf(object)}: ${wrong}`);
  }

  const files = [...new Set(objects.map(object => object.file))];
  found.push(...files.filter(file => !listed.includes(file)).map(file => `${folder}/kustomization.yaml leaves out ${file}.`));
  const said = `${objects.length} Kubernetes objects keep to their schemas; selectors, ports and volumes lead somewhere`;
  return { said, found };
}

const nameOf = object => `${folder}/${object.file}: ${object.kind} ${object.metadata?.name}`;

async function* ofSchema({ file, ...object }) {
  const kinds = await import(`kubernetes-models/${object.apiVersion}/${object.kind}`);
  const schema = Object.keys(kinds).find(name => name.startsWith("IoK8s"));
  // By its path, as the package gives its checks only together with a copy of the object, which would look at every field.
  const { validate } = require(join(dirname(require.resolve("kubernetes-models")), "_schemas", `${schema}.js`));
  const unread = [];
  if (!validate(watched(object, "", unread))) {
    for (const error of validate.errors) yield `${error.instancePath}: ${error.keyword} ${JSON.stringify(error.params)}.`;
  }

  for (const fields of unread) for (const field of fields.values()) yield `there is no field ${field}.`;
}

/**
 * The schemas let unknown fields pass, as a cluster does, which ignores them: so a misspelled one would never be found. But what
 * a schema knows it looks at; a field that nobody looked at is none.
 */
function watched(value, path, unread) {
  if (value === null || typeof value !== "object") return value;
  const fields = new Map(Array.isArray(value) ? [] : Object.keys(value).map(key => [key, `${path}/${key}`]));
  unread.push(fields);
  const inner = new Map(Object.entries(value).map(([key, part]) => [key, watched(part, `${path}/${key}`, unread)]));
  return new Proxy(value, {
    get(target, key) {
      fields.delete(key);
      return inner.has(key) ? inner.get(key) : target[key];
    },
  });
}

/** A selector selects some pods, a service leads to one of their ports, a mount and a probe are of something declared. */
function* ofNames(object, objects) {
  const templates = objects.flatMap(other => (other.spec?.template ? [other.spec.template] : []));
  const { selector: chosen, podSelector } = object.spec;
  const wanted = object.kind === "Service" ? chosen : (chosen ?? podSelector)?.matchLabels;
  const labels = Object.entries(wanted ?? {});
  const pods = templates.filter(pod => labels.every(([key, value]) => pod.metadata.labels[key] === value));
  if (labels.length > 0 && pods.length === 0) yield "its selector selects no pod.";
  const containers = pods.flatMap(pod => pod.spec.containers);
  const ports = new Set(containers.flatMap(container => container.ports.map(port => port.name)));
  if (object.kind === "Service") {
    for (const { targetPort } of object.spec.ports) if (!ports.has(targetPort)) yield `its port ${targetPort} is none of its pods'.`;
  }

  for (const container of object.spec?.template?.spec.containers ?? []) yield* ofContainer(container, object);
}

function* ofContainer(container, object) {
  const ports = new Set(container.ports.map(port => port.name));
  for (const probe of ["startupProbe", "livenessProbe", "readinessProbe"]) {
    if (!container[probe]) yield `${container.name} has no ${probe}.`;
    const port = container[probe]?.httpGet?.port;
    if (port && !ports.has(port)) yield `its ${probe} asks the port ${port}, which it does not have.`;
  }

  const volumes = [
    ...(object.spec.template.spec.volumes ?? []).map(volume => volume.name),
    ...(object.spec.volumeClaimTemplates ?? []).map(claim => claim.metadata.name),
  ];
  const mounts = (container.volumeMounts ?? []).map(mount => mount.name);
  for (const name of mounts) if (!volumes.includes(name)) yield `it mounts ${name}, which is no volume.`;
}
