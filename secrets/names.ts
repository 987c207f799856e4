/** SSH host keys as Terraform variables. Terraform reads all files in the stack's folder that end in .auto.tfvars.json. */
export const HOST_KEYS_FILE = 'host-keys.auto.tfvars.json';

/** Passwords of Kafka's users. */
export const PASSWORDS_VARIABLES = 'kafka-passwords.auto.tfvars.json';

/** The certificate of listeners with TLS, and its key. */
export const CERTIFICATE_VARIABLES = 'kafka-tls.auto.tfvars.json';

/** Certificates of brokers and bastion for each other: see `internalTls`. */
export const INTERNAL_VARIABLES = 'kafka-internal.auto.tfvars.json';

/** Name of the variable with the public host keys. */
export const PUBLIC_KEYS = 'ssh_host_public_keys';

/** Name of the variable with the private host keys. */
export const PRIVATE_KEYS = 'ssh_host_private_keys';

/** Name of the variable with the passwords. */
export const PASSWORDS = 'kafka_user_passwords';

/** Name of the variable with the certificate and those of its issuers. */
export const CERTIFICATE = 'kafka_tls_certificate';

/** Name of the variable with the private key. */
export const KEY = 'kafka_tls_key';

/** Name of the variable with the CA that brokers and bastion trust. */
export const INTERNAL_CA = 'kafka_internal_ca';

/** Name of the variable with each host's private key and certificate, by its name. */
export const INTERNAL_CERTIFICATES = 'kafka_internal_certificates';
