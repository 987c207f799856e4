# The bucket and the lock table of Terraform's state, made once, by a person:
#   terraform init && terraform apply -var bucket=my-terraform-state -var locks=my-locks
# Its own state is small and can be made anew by import: keep terraform.tfstate, or move it into the bucket.

terraform {
  required_version = ">= 1.5"
  required_providers {
    alicloud = {
      source  = "aliyun/alicloud"
      version = "1.289.0"
    }
  }
}

variable "region" {
  type    = string
  default = "ap-southeast-1"
}

variable "bucket" {
  type        = string
  description = "Name of the bucket; unique in all of OSS."
}

variable "locks" {
  type        = string
  description = "Name of the Tablestore instance; unique in its region."
}

provider "alicloud" {
  region = var.region
}

# Earlier states stay: the way back after a mistake.
resource "alicloud_oss_bucket" "state" {
  bucket = var.bucket

  versioning {
    status = "Enabled"
  }

  server_side_encryption_rule {
    sse_algorithm = "AES256"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "alicloud_ots_instance" "locks" {
  name        = var.locks
  description = "Locks of Terraform's state"

  lifecycle {
    prevent_destroy = true
  }
}

# The OSS backend asks for a primary key of this name and type, and no other.
resource "alicloud_ots_table" "locks" {
  instance_name = alicloud_ots_instance.locks.name
  table_name    = "terraform_locks"
  time_to_live  = -1
  max_version   = 1

  primary_key {
    name = "LockID"
    type = "String"
  }

  lifecycle {
    prevent_destroy = true
  }
}

output "backend" {
  description = "For the field backend of a deployment file."
  value = {
    type                = "oss"
    bucket              = alicloud_oss_bucket.state.bucket
    prefix              = "kafka"
    key                 = "terraform.tfstate"
    region              = var.region
    tablestore_endpoint = "https://${alicloud_ots_instance.locks.name}.${var.region}.ots.aliyuncs.com"
    tablestore_table    = alicloud_ots_table.locks.table_name
    encrypt             = true
  }
}
