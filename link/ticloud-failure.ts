import { LinkStop } from './stop';
import { typed } from './ticloud-commands';

/** `ticloud` has no valid login. */
export class NotLoggedIn extends LinkStop {}

/** Known causes of failures of `ticloud`, and their fixes. */
const KNOWN: readonly { seen: RegExp; because: string; fix: string }[] = [
  {
    seen: /quota|limit|exceed|RESOURCE_EXHAUSTED/i,
    because: "TiDB Cloud's quota is used up",
    fix: 'delete an unused private link connection, or ask TiDB Cloud support for a higher quota',
  },
  {
    seen: /\bzones?\b/i,
    because: 'the zones do not match',
    fix: 'the load balancer needs a zone of the TiDB cluster: add it to zones in the deployment file, and run this again',
  },
  {
    seen: /\[404 |not found|no such/i,
    because: 'TiDB Cloud does not find it',
    fix: 'check tidbCloud.clusterId against ticloud serverless list, and the profile that is logged in',
  },
];

const LOGIN = /\[401 |unauthori[sz]ed|unauthenticated|not logged in|\blog ?in\b|api key/i;

/** Explains a failure of `ticloud`, with a fix. Its errors end with the body of the API's answer. */
export function explainFailure(args: readonly string[], output: string): LinkStop {
  const said = saidBy(output);
  if (LOGIN.test(output)) {
    return new NotLoggedIn(
      `ticloud is not logged in: ${said}\nfix: ticloud auth login, or set an API key with ticloud config create`,
    );
  }
  const cause = KNOWN.find(({ seen }) => seen.test(output));
  const why = cause ? `${cause.because}: ${said}\nfix: ${cause.fix}` : said;
  return new LinkStop(`${why}\ncommand: ${typed(args)}`);
}

/** The message of the API, if there is one, else everything that was printed. */
function saidBy(output: string): string {
  const plain = output.trim().replace(/^Error: /m, '');
  const body = /\{.*\}/s.exec(plain)?.[0];
  try {
    const { message } = JSON.parse(body ?? '') as { message?: unknown };
    return typeof message === 'string' && message !== '' ? message : plain;
  } catch {
    return plain || 'it failed without a message';
  }
}
