/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-error.h"

G_DEFINE_QUARK (ori_core_error_quark, ori_core_error)
