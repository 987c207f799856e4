import { TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { DELIVERY_FOLDER, PASSWORDS_FILE } from '../../templates/users/users';
import type { DeliveredSecret } from './secret';
import { PASSWORDS } from '../../secrets/names';

/**
 * Passwords of Kafka's users. They reach hosts only by a file provisioner, of which Terraform shows and stores nothing:
 * neither its JSON nor its state contains them.
 */
export class UserPasswords extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new TerraformVariable(this, 'passwords', {
      type: 'map(string)',
      nullable: false,
      default: {},
      sensitive: true,
      description:
        'Password of each user of kafka.users, by its name: npx kafka-link passwords. Changed ones are delivered once kafka.secretsVersion is raised.',
      validation: [
        {
          condition: `\${alltrue([for password in values(var.${PASSWORDS}) : can(regex("^[!-~]{12,128}$", password))])}`,
          errorMessage: `The value of ${PASSWORDS} must be passwords of 12 to 128 letters, digits and signs of ASCII, without spaces.`,
        },
      ],
    }).overrideLogicalId(PASSWORDS);
  }

  /** A file with a line per user: name and password. @param users names; each must have a password */
  secretOf(users: readonly string[]): DeliveredSecret {
    const names = JSON.stringify(users);
    return {
      folder: DELIVERY_FOLDER,
      files: {
        [PASSWORDS_FILE]: `\${join("", [for name in ${names} : format("%s %s\\n", name, lookup(var.${PASSWORDS}, name, ""))])}`,
      },
      precondition: {
        condition: `\${alltrue([for name in ${names} : contains(keys(var.${PASSWORDS}), name)])}`,
        errorMessage:
          `A user of kafka.users has no password: ${users.join(', ')}. Make those that are missing: npx kafka-link passwords; or set ` +
          `the variable ${PASSWORDS}.`,
      },
    };
  }
}
