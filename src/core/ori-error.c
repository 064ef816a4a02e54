/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-error.h"

G_DEFINE_QUARK (ori - core - error - quark, ori_core_error)
