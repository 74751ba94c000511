import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DockerfileParser } from "dockerfile-ast";

/** The Dockerfiles, each with the folder that it is built in, and the stages that are images of a program. */
const files = [
  { path: "deploy/Dockerfile", context: ".", images: ["acd"], nonRoot: true },
  // It changes the network's addresses, and gives up its rights itself.
  { path: "deploy/haproxy/Dockerfile", context: "deploy", images: [undefined], nonRoot: false },
];

/** The stages of a Dockerfile, with their instructions. */
export function stagesOf(path) {
  const stages = [];
  for (const node of DockerfileParser.parse(readFileSync(path, "utf8")).getInstructions()) {
    const keyword = node.getKeyword();
    if (keyword === "FROM") stages.push({ name: node.getBuildStage() ?? undefined, instructions: [] });
    else stages.at(-1)?.instructions.push({ keyword, text: node.getArgumentsContent(), node });
  }

  return stages;
}

/** The Dockerfiles can be read, what they copy is there, and their images have a health check and a user without rights. */
export async function checkDockerfiles(root) {
  const found = files.flatMap(file => [...ofFile(root, file)].map(fault => `${file.path}: ${fault}`));
  const said = "the Dockerfiles copy what is there; their images have a health check, and programs run without rights";
  return { said, found };
}

function* ofFile(root, { path, context, images, nonRoot }) {
  const stages = stagesOf(join(root, path));
  for (const stage of stages) {
    const copies = stage.instructions.filter(one => one.keyword === "COPY");
    for (const copy of copies) yield* ofCopy(root, context, copy, stages);
  }

  for (const image of images) {
    const stage = stages.find(one => one.name === image);
    const has = keyword => stage.instructions.some(one => one.keyword === keyword);
    for (const keyword of ["HEALTHCHECK", "ENTRYPOINT"]) if (!has(keyword)) yield `the image ${image ?? ""} has no ${keyword}.`;
    if (nonRoot && !has("USER")) yield `the image ${image} runs as root.`;
  }
}

function* ofCopy(root, context, { text, node }, stages) {
  const from = node.getFromFlag()?.getValue();
  if (from) {
    if (!stages.some(stage => stage.name === from)) yield `it copies from ${from}, which is no stage.`;
    return;
  }

  for (const source of text.split(/\s+/).slice(0, -1).filter(word => !word.includes("*"))) {
    if (!existsSync(join(root, context, source))) yield `it copies ${source}, which is not there.`;
  }
}
