// Holds what deploys Acd against its schemas: node check.mjs ROOT. Prints what was checked; ends with 1 if anything is wrong.
import { checkCompose } from "./compose.mjs";
import { checkDockerfiles } from "./dockerfiles.mjs";
import { checkKubernetes } from "./kubernetes.mjs";

const root = process.argv[2];
if (!root) {
  console.error("Usage: node check.mjs ROOT");
  process.exit(2);
}

const wrong = [];
for (const check of [checkCompose, checkDockerfiles, checkKubernetes]) {
  const { said, found } = await check(root);
  wrong.push(...found);
  if (found.length === 0) console.log(`   verified: ${said}`);
}

for (const line of wrong) console.error(`not verified: ${line}`);
process.exit(wrong.length === 0 ? 0 : 1);
