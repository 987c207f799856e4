/** How to use `npm run cloud`. */
export const usage = `npm run cloud -- [OPTION …] <terraform arguments>     any command: plan, apply, state list, import, destroy, …
npm run cloud -- [OPTION …] env                       shell lines for cdktf and for Terraform itself
npm run cloud -- [OPTION …] consumer connect [--account ID] [--zone ZONE …]
npm run cloud -- [OPTION …] consumer list | accept ENDPOINT | delete ENDPOINT

Runs the real Terraform against a simulated Alibaba Cloud: no account, no network, no cost.

Options, before the command:
  --file FILE        the deployment; else KAFKA_CONFIG, else kafka.yaml
  --dir DIR          where the cloud and Terraform's state are kept between calls; else .cloud/<name>
  --latency LATENCY  instant (at first), realistic or realistic:<factor>; from now on
  --fault FAULT      a failure to come, such as create:alicloud_instance,times=2 (repeatable)

Examples:
  npm run cloud -- apply -auto-approve
  npm run cloud -- plan -detailed-exitcode
  npm run cloud -- --file examples/production.yaml --latency realistic:0.1 apply -auto-approve
  npm run cloud -- destroy -auto-approve

More: docs/simulated-cloud.md
`;
