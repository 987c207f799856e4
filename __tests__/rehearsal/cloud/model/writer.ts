import { openCloud } from '../../../../rehearsal/cloud/model';

/** Its own process that makes VPCs: `node cli/run.js writer.ts <cloud file> <name> <count>`. */
const [file = '', name = '', count = '0'] = process.argv.slice(2);
const cloud = openCloud(file);

async function write(): Promise<void> {
  // Some one after the other, the others at once, as Terraform does.
  for (let index = 0; index < Number(count) / 2; index += 1) await make(index);
  const rest = Array.from({ length: Number(count) / 2 }, (_, index) => make(index + Number(count) / 2));
  await Promise.all(rest);
}

async function make(index: number): Promise<void> {
  await cloud.create('alicloud_vpc', { vpc_name: `${name}-${String(index)}`, cidr_block: '10.0.0.0/16' });
}

write().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
